using JobLogs.Load.Http;
using JobLogs.Load.Measuring;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Following;

/// <summary>How old an entry is when one who follows its job at another server over the same PostgreSQL database sees it.</summary>
internal sealed class AcrossMode : IMode
{
    private static readonly int[] Rates = [5, 500];

    /// <inheritdoc />
    public string Name => "across";

    /// <inheritdoc />
    public string Summary => "two servers over one PostgreSQL: sent through one, received from the other, against received from the same";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("seconds", "12", "how long each measurement takes"),
        new("both", "false", "write through the other server too, at the same rate: then neither can publish its own commits without reading"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds"));
        if (!arguments.Text("database").StartsWith("postgres", StringComparison.OrdinalIgnoreCase) || arguments.Text("url").Length > 0)
        {
            throw new UsageException("two servers are started on the PostgreSQL database that --database names, such as postgresql://joblogs:secret@127.0.0.1/joblogs");
        }

        await using var written = await TargetServer.OpenAsync(arguments);
        await using var followed = await TargetServer.OpenAsync(arguments);
        using var api = new Api(written.Address);
        var job = await api.CreateExternalJobAsync($"across {Guid.NewGuid():n}");
        using var same = Follower.Open(written.Address, job, sse: false);
        using var other = Follower.Open(followed.Address, job, sse: false);
        using var sender = new PacedSender(written.Address, await api.StartRunAsync(job));
        using var beside = new PacedSender(followed.Address, await api.StartRunAsync(await api.CreateExternalJobAsync($"beside {Guid.NewGuid():n}")));
        foreach (var rate in Rates)
        {
            report.Line($"  {rate}/s{(arguments.IsSet("both") ? ", and as many through the other server" : "")}");
            var medians = await Rounds.MediansAsync(
                report,
                arguments.Number("rounds"),
                new Series(["same server p50, ms", "p99, ms", "lost"], () => FollowAsync(same, sender, arguments.IsSet("both") ? beside : null, rate, duration)),
                new Series(["other server p50, ms", "p99, ms", "lost"], () => FollowAsync(other, sender, arguments.IsSet("both") ? beside : null, rate, duration)));
            report.Line($"          {Figure.Of(medians[3] / medians[0])} times the same server at p50, {Figure.Of(medians[4] / medians[1])} at p99");
            report.AtMost(10, medians[3], $"p50 at {rate}/s across two servers, ms");
            report.AtMost(0, medians[2] + medians[5], "lost");
        }
    }

    private static async Task<double[]> FollowAsync(Follower follower, PacedSender sender, PacedSender? beside, int rate, TimeSpan duration)
    {
        var before = follower.Entries.Received;
        var latencies = follower.Measure();
        var noise = Task.Run(() => beside?.Send(rate, duration));
        var sent = sender.Send(rate, duration);
        follower.AwaitReceived(before + sent);
        await noise;
        return [latencies.Milliseconds(0.5), latencies.Milliseconds(0.99), sent - (follower.Entries.Received - before) + follower.Entries.Lost];
    }
}
