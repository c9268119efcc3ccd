using System.Diagnostics;
using JobLogs.Load.Entries;
using JobLogs.Load.Http;
using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Ingesting;

/// <summary>One entry a request, as careless clients send them.</summary>
internal sealed class SingleMode : IMode
{
    /// <inheritdoc />
    public string Name => "single";

    /// <inheritdoc />
    public string Summary => "single entries over HTTP to acknowledged, against empty POSTs to the same server and bare one-row commits";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("seconds", "3", "how long each measurement takes"),
        new("connections", "4", "connections that send at the same time"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds"));
        var folder = Folders.Create(arguments);
        try
        {
            await using var server = await TargetServer.OpenAsync(arguments);
            using var api = new Api(server.Address);
            var runs = await api.StartRunsAsync(jobs: 4, runsEach: 1);
            var single = Batches.Make(server.Address, runs, requests: 1000, entriesEach: 1, new SampleEntries(seed: 1));
            using var senders = new Senders(server.Address, arguments.Number("connections"));
            using var bare = new BareTable(Path.Combine(folder, "bare.db"));

            // The same road up to the queue, with nothing to store at its end.
            byte[][] empty = [HttpRequest.PostEntries(server.Address, runs[0], [])];
            var status = EmptyStatus(server.Address, empty[0]);
            report.Line($"  an empty POST of entries is answered {status}");

            var medians = await Rounds.MediansAsync(
                report,
                arguments.Number("rounds"),
                new Series(["empty POSTs/s", "server CPU, us"], () => SendAsync(server, senders, empty, status, duration)),
                Series.Of("4 x bare commits/s", () => 4 * bare.SingleCommitsPerSecond(duration)),
                new Series(["single entries/s", "server CPU, us"], () => SendAsync(server, senders, single, 200, duration)));
            report.AtLeast(0.5, medians[3] / Math.Min(medians[0], medians[2]), "of the lower of the two");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int EmptyStatus(Uri server, byte[] request)
    {
        using var connection = new HttpConnection(server);
        connection.Send(request);
        return connection.Receive();
    }

    private static async Task<double[]> SendAsync(TargetServer server, Senders senders, byte[][] requests, int expected, TimeSpan duration)
    {
        long answered = 0;
        var cpu = server.CpuMicros;
        var start = Stopwatch.GetTimestamp();
        await senders.RunAsync((connection, number) =>
        {
            var sent = 0;
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                connection.Exchange(requests[(number + (sent++ * 4)) % requests.Length], expected);
            }

            Interlocked.Add(ref answered, sent);
        });
        return [answered / Stopwatch.GetElapsedTime(start).TotalSeconds, (server.CpuMicros - cpu) / answered];
    }
}
