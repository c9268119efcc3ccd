using JobLogs.Load.Entries;
using JobLogs.Load.Http;

namespace JobLogs.Load.Ingesting;

/// <summary>Fills a server with sample entries before something else is measured.</summary>
internal static class Loading
{
    private const int Each = 1000;
    private const int Connections = 4;

    /// <summary>Sends <paramref name="count"/> entries, rounded up to whole thousands, to the runs in turns.</summary>
    public static async Task FillAsync(Uri server, string[] runs, int count, SampleEntries entries)
    {
        using var senders = new Senders(server, Connections);
        var making = new Lock();
        var sent = 0;
        await senders.RunAsync((connection, _) =>
        {
            while (Next() is { } request)
            {
                connection.Exchange(request, expected: 200);
            }
        });

        byte[]? Next()
        {
            lock (making)
            {
                if (sent >= count)
                {
                    return null;
                }

                sent += Each;
                return HttpRequest.PostEntries(server, runs[sent / Each % runs.Length], Ndjson.Lines(entries, Each));
            }
        }
    }
}
