using JobLogs.Load.Http;
using JobLogs.Load.Measuring;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Following;

/// <summary>One job that very many follow.</summary>
internal sealed class FanoutMode : IMode
{
    /// <inheritdoc />
    public string Name => "fanout";

    /// <inheritdoc />
    public string Summary => "1,000 subscribers of one job, against one thread that writes the same bytes to 1,000 sockets";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("subscribers", "1000", "how many"),
        new("rate", "100", "entries a second, with the raw limit beside it"),
        new("fast-rate", "1000", "entries a second, beside one reader throttled to 1 KB/s"),
        new("seconds", "5", "how long each measurement takes"),
        new("batch", "false", "let the server send several entries in one frame"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var count = arguments.Number("subscribers");
        await using var server = await TargetServer.OpenAsync(arguments);
        using var api = new Api(server.Address);
        var job = await api.CreateExternalJobAsync("fanout");
        using var sender = new PacedSender(server.Address, await api.StartRunAsync(job));

        // Twice, so that what the server makes once isn't counted as a subscriber's.
        using (Crowd.Open(server.Address, job, count, arguments.IsSet("batch")))
        {
            sender.Send(perSecond: 20, TimeSpan.FromSeconds(1));
        }

        var heapBefore = await HeapAsync(server, api);
        using var crowd = Crowd.Open(server.Address, job, count, arguments.IsSet("batch"));
        var heapAfter = await HeapAsync(server, api);
        report.Line($"  managed heap after a full collection: {Figure.Of(heapBefore / 1024)} KiB, with {count} idle subscribers {Figure.Of(heapAfter / 1024)} KiB");
        report.AtMost(16, (heapAfter - heapBefore) / 1024 / count, "KiB of managed memory per idle subscriber");

        await SteadyAsync(arguments, report, server, crowd, sender);
        await FastAsync(arguments, report, server, job, crowd, sender);
    }

    private static async Task SteadyAsync(Arguments arguments, Report report, TargetServer server, Crowd crowd, PacedSender sender)
    {
        var (rate, duration) = (arguments.Number("rate"), TimeSpan.FromSeconds(arguments.Number("seconds")));
        report.Line($"  {crowd.Count} subscribers, {rate}/s");
        crowd.Measure(server, sender, rate: 10, TimeSpan.FromSeconds(1));
        using var bare = new BareFanout(crowd.Count, crowd.Sample);
        var medians = await Rounds.MediansAsync(
            report,
            arguments.Number("rounds"),
            new Series(["bare p50, ms", "p99, ms", "CPU, us"], () => Task.FromResult(bare.Measure(rate, duration))),
            new Series(["received p50, ms", "p99, ms", "server CPU, us", "lost"], () => Task.FromResult(crowd.Measure(server, sender, rate, duration))));
        report.AtMost(1.5, medians[3] / medians[0], "times the bare p50");
        report.AtMost(0, crowd.Lost, "lost or repeated, all rounds");
        report.AtMost(0, crowd.Closed, "subscribers cut off");
    }

    private static async Task FastAsync(Arguments arguments, Report report, TargetServer server, string job, Crowd crowd, PacedSender sender)
    {
        var (rate, duration) = (arguments.Number("fast-rate"), TimeSpan.FromSeconds(arguments.Number("seconds")));
        report.Line($"  {crowd.Count} subscribers, {rate}/s, beside one reader throttled to 1 KB/s");
        using var throttled = new ThrottledReader(server.Address, job, arguments.IsSet("batch"));
        var medians = await Rounds.MediansAsync(
            report,
            arguments.Number("rounds"),
            new Series(["received p50, ms", "p99, ms", "server CPU, us", "lost"], () => Task.FromResult(crowd.Measure(server, sender, rate, duration))));
        report.AtMost(60, medians[1], $"p99 at {rate}/s, ms");
        report.AtMost(0, crowd.Lost, "lost or repeated, all rounds");
        report.AtMost(0, crowd.Closed, "subscribers cut off");
        report.Line($"          the throttled reader has read {throttled.Entries.Received} entries, {throttled.Entries.Lost} lost, {(throttled.Closed ? "cut off" : "still connected")}");
    }

    private static Task<double> HeapAsync(TargetServer server, Api api) =>
        server.ProcessId is { } process ? ManagedHeap.BytesAsync(api, process) : Task.FromResult(double.NaN);
}
