using System.Diagnostics;
using JobLogs.Load.Entries;
using JobLogs.Load.Http;
using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using JobLogs.Load.Servers;
using JobLogs.Load.Store;

namespace JobLogs.Load.Ingesting;

/// <summary>Batches over HTTP until they are acknowledged.</summary>
internal sealed class IngestMode : IMode
{
    private const int Jobs = 50;
    private const int RunsEach = 20;

    /// <inheritdoc />
    public string Name => "ingest";

    /// <inheritdoc />
    public string Summary => "batches of entries over HTTP to acknowledged, against the store's commits in process, and those against bare inserts";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("entries", "300000", "entries a round"),
        new("batch", "1000", "entries a request"),
        new("connections", "4", "connections that send at the same time"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var (entries, batch, connections) = (arguments.Number("entries"), arguments.Number("batch"), arguments.Number("connections"));
        var folder = Folders.Create(arguments);
        try
        {
            await using var server = await TargetServer.OpenAsync(arguments);
            using var api = new Api(server.Address);
            var runs = await api.StartRunsAsync(Jobs, RunsEach);
            var requests = Batches.Make(server.Address, runs, requests: 100, batch, new SampleEntries(seed: 1));
            using var senders = new Senders(server.Address, connections);
            using var bare = new BareTable(Path.Combine(folder, "bare.db"));
            await using var store = await StoreCommits.OnAsync(await SqliteFile.OpenAsync(Path.Combine(folder, "store.db")), batch);

            var medians = await Rounds.MediansAsync(
                report,
                arguments.Number("rounds"),
                new Series(["bare table, rows/s", "CPU, us/row"], () => OwnCpu.MeasureAsync(entries, () => Task.FromResult(bare.RowsPerSecond(entries, batch)))),
                new Series(["store, entries/s", "CPU, us/entry"], () => OwnCpu.MeasureAsync(entries, () => store.EntriesPerSecondAsync(entries))),
                new Series(["HTTP, entries/s", "server CPU, us/entry"], () => SendAsync(server, senders, requests, entries / batch, batch)));
            report.AtLeast(0.6, medians[2] / medians[0], "store of bare table");
            report.AtLeast(0.6, medians[4] / medians[2], "HTTP of store");
            report.AtLeast(100_000, medians[4], "entries/s by HTTP");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double[]> SendAsync(TargetServer server, Senders senders, byte[][] requests, int count, int batch)
    {
        var next = -1;
        var cpu = server.CpuMicros;
        var start = Stopwatch.GetTimestamp();
        await senders.RunAsync((connection, _) =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < count)
            {
                connection.Exchange(requests[i % requests.Length], expected: 200);
            }
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return [(double)count * batch / seconds, (server.CpuMicros - cpu) / count / batch];
    }
}
