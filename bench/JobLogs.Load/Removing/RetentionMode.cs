using System.Diagnostics;
using JobLogs.Load.Entries;
using JobLogs.Load.Http;
using JobLogs.Load.Ingesting;
using JobLogs.Load.Measuring;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Removing;

/// <summary>What deleting does to those who write meanwhile.</summary>
internal sealed class RetentionMode : IMode
{
    private const int BatchEntries = 100;
    private const int BatchesPerSecond = 50;
    private const string Cleanup = "/api/maintenance/cleanup?days=90";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public string Name => "retention";

    /// <inheritdoc />
    public string Summary => "deleting half of the entries while writing 5,000 a second, against writing alone";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("entries", "400000", "entries loaded a round, of which half are deleted"),
        new("seconds", "10", "how long writing alone takes"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var (entries, duration) = (arguments.Number("entries"), TimeSpan.FromSeconds(arguments.Number("seconds")));
        await using var server = await TargetServer.OpenAsync(arguments);
        using var api = new Api(server.Address);
        var (_, runs) = await api.StartRunsOfOneJobAsync("retention", count: 20);
        foreach (var run in runs)
        {
            // Clean-up leaves what runs that are not over have written.
            await api.PatchAsync($"/api/job-runs/{run}", new() { ["status"] = "completed" });
        }

        var requests = Batches.Make(server.Address, runs, requests: 100, BatchEntries, Sample(daysAgo: 0));
        using var connection = new HttpConnection(server.Address);

        async Task<double[]> LoadAndWriteAloneAsync()
        {
            await Loading.FillAsync(server.Address, runs, entries / 2, Sample(daysAgo: 100));
            await Loading.FillAsync(server.Address, runs, entries / 2, Sample(daysAgo: 1));
            var start = Stopwatch.GetTimestamp();
            return Write(connection, requests, () => Stopwatch.GetElapsedTime(start) < duration);
        }

        async Task<double[]> WriteAndDeleteAsync()
        {
            var start = Stopwatch.GetTimestamp();
            var deleting = api.PostAsync(Cleanup);
            var written = await Task.Run(() => Write(connection, requests, () => !deleting.IsCompleted));
            var deleted = (await deleting).GetProperty("deleted").GetProperty("logs").GetInt64();
            return [.. written, deleted, Stopwatch.GetElapsedTime(start).TotalSeconds];
        }

        var medians = await Rounds.MediansAsync(report, arguments.Number("rounds"), new Series(
            ["alone p50, ms", "p99, ms", "deleting p50, ms", "p99, ms", "deleted", "seconds"],
            async () => [.. await LoadAndWriteAloneAsync(), .. await WriteAndDeleteAsync()]));
        report.AtMost(2, medians[3] / medians[1], "times the p99 of writing alone");
    }

    private static SampleEntries Sample(int daysAgo) =>
        new(seed: daysAgo, DateTimeOffset.UtcNow.Subtract(daysAgo * Day).ToUnixTimeMilliseconds() * 1000, stepMicros: 100);

    private static double[] Write(HttpConnection connection, byte[][] requests, Func<bool> goOn)
    {
        var latencies = new LatencyHistogram();
        var pacer = new Pacer(BatchesPerSecond);
        for (var i = 0; goOn(); i++)
        {
            var moment = pacer.Wait();
            connection.Exchange(requests[i % requests.Length], expected: 200);
            latencies.Since(moment);
        }

        return [latencies.Milliseconds(0.5), latencies.Milliseconds(0.99)];
    }
}
