using System.Text.Json;
using JobLogs.Load.Http;
using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Scheduling;

/// <summary>Very many jobs that are due at the same second, every second.</summary>
internal sealed class DueMode : IMode
{
    /// <inheritdoc />
    public string Name => "due";

    /// <inheritdoc />
    public string Summary => "500 jobs due each second: whether all fire, and how late, against one commit of as many rows on the second";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("jobs", "500", "how many jobs"),
        new("seconds", "10", "how long each measurement takes"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var (count, seconds) = (arguments.Number("jobs"), arguments.Number("seconds"));
        var folder = Folders.Create(arguments);
        try
        {
            await using var server = await TargetServer.OpenAsync(arguments);
            using var api = new Api(server.Address);
            using var bare = new BareTable(Path.Combine(folder, "bare.db"));
            var jobs = await CreateAsync(api, count);
            var medians = await Rounds.MediansAsync(
                report,
                arguments.Number("rounds"),
                new Series(["bare p50, ms"], () => BareAsync(bare, count, seconds)),
                new Series(["created p50, ms", "p99, ms", "started p50, ms", "not fired", "skipped"], () => FiredAsync(api, jobs, seconds)));
            report.AtMost(0, medians[4], "occurrences that made no run");
            report.AtMost(50, medians[1], "p50 late, scheduled to created, ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A search that finds nothing: the least that a job of the server's own can do.
    private static async Task<string[]> CreateAsync(Api api, int count)
    {
        var jobs = new List<string>();
        for (var i = 0; i < count; i++)
        {
            jobs.Add(await api.CreateJobAsync($"due-{i}", new()
            {
                ["type"] = "paper_search",
                ["keywords"] = new[] { "qxzzq" },
                ["cron_expression"] = "* * * * * *",
            }));
        }

        return [.. jobs];
    }

    private static async Task<double[]> BareAsync(BareTable bare, int rows, int seconds)
    {
        var late = new List<double>();
        for (var i = 0; i < seconds; i++)
        {
            var due = NextSecond();
            await Task.Delay(due - DateTimeOffset.UtcNow);
            bare.Commit(rows);
            late.Add((DateTimeOffset.UtcNow - due).TotalMilliseconds);
        }

        return [Rounds.Median(late)];
    }

    private static async Task<double[]> FiredAsync(Api api, string[] jobs, int seconds)
    {
        var start = NextSecond().AddSeconds(1);
        var end = start.AddSeconds(seconds);
        await Task.Delay(end.AddSeconds(3) - DateTimeOffset.UtcNow);
        var runs = new List<JsonElement>();
        foreach (var job in jobs)
        {
            var page = await api.GetAsync($"/api/cronjobs/{job}/runs?limit=1000&start_time={start:yyyy-MM-ddTHH:mm:ssZ}");
            runs.AddRange(page.GetProperty("runs").EnumerateArray().Where(run => Time(run, "scheduled_at") is { } at && at >= start && at < end));
        }

        var created = runs.Select(run => (Time(run, "created_at")!.Value - Time(run, "scheduled_at")!.Value).TotalMilliseconds).ToArray();
        var started = runs.Where(run => Time(run, "started_at") is not null)
            .Select(run => (Time(run, "started_at")!.Value - Time(run, "scheduled_at")!.Value).TotalMilliseconds).ToArray();
        var skipped = runs.Count(run => run.GetProperty("status").GetString() == "skipped");
        return [At(created, 0.5), At(created, 0.99), At(started, 0.5), (jobs.Length * seconds) - runs.Count, skipped];
    }

    private static DateTimeOffset NextSecond() => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);

    private static DateTimeOffset? Time(JsonElement run, string name) =>
        run.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetDateTimeOffset() : null;

    private static double At(double[] values, double share) =>
        values.Length == 0 ? double.NaN : values.Order().ElementAt(Math.Min(values.Length - 1, (int)(values.Length * share)));
}
