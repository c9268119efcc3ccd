using System.Diagnostics;
using JobLogs.Load.Http;
using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Following;

/// <summary>How old an entry is when the one who follows its job sees it.</summary>
internal sealed class TailMode : IMode
{
    private static readonly int[] Rates = [5, 500];

    /// <inheritdoc />
    public string Name => "tail";

    /// <inheritdoc />
    public string Summary => "one subscriber, 5 and 500 entries a second: sent to received, against a bare one-row commit at the same beat";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("seconds", "12", "how long each measurement takes"),
        new("sse", "false", "follow by Server-Sent Events instead of a WebSocket"),
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
            var job = await api.CreateExternalJobAsync("tail");
            using var follower = Follower.Open(server.Address, job, arguments.IsSet("sse"));
            using var sender = new PacedSender(server.Address, await api.StartRunAsync(job));
            using var bare = new BareTable(Path.Combine(folder, "bare.db"));
            foreach (var rate in Rates)
            {
                report.Line($"  {rate}/s by {(arguments.IsSet("sse") ? "SSE" : "WebSocket")}");
                var medians = await Rounds.MediansAsync(
                    report,
                    arguments.Number("rounds"),
                    new Series(["bare commit p50, ms", "p99, ms"], () => Task.FromResult(BareCommits(bare, rate, duration))),
                    new Series(["received p50, ms", "p99, ms", "lost"], () => Task.FromResult(Follow(follower, sender, rate, duration))));
                report.Line($"          {Figure.Of(medians[2] / medians[0])} times a bare commit at p50, {Figure.Of(medians[3] / medians[1])} at p99");
                report.AtMost(2, medians[2], $"p50 at {rate}/s, ms");
                report.AtMost(15, medians[3], $"p99 at {rate}/s, ms");
                report.AtMost(0, medians[4], "lost");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double[] BareCommits(BareTable bare, int rate, TimeSpan duration)
    {
        var latencies = new LatencyHistogram();
        var pacer = new Pacer(rate);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            // From its own start: one after the other, bare commits can't keep up with 500 a second on every disk.
            pacer.Wait();
            var moment = Stopwatch.GetTimestamp();
            bare.Commit(1);
            latencies.Since(moment);
        }

        return [latencies.Milliseconds(0.5), latencies.Milliseconds(0.99)];
    }

    private static double[] Follow(Follower follower, PacedSender sender, int rate, TimeSpan duration)
    {
        var before = follower.Entries.Received;
        var latencies = follower.Measure();
        var sent = sender.Send(rate, duration);
        follower.AwaitReceived(before + sent);
        return [latencies.Milliseconds(0.5), latencies.Milliseconds(0.99), sent - (follower.Entries.Received - before) + follower.Entries.Lost];
    }
}
