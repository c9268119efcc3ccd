using System.Text.Json;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Logs;

public sealed class StatisticsTests : IAsyncLifetime
{
    private static readonly Random Random = new(7);

    private static readonly Sample[] Samples = [.. Enumerable.Range(0, 1500).Select(n => new Sample("m" + n)
    {
        Level = (EntryLevel)Random.Next(5),
        Step = Random.Next(4) is > 0 and var step ? "s" + step : null,
        At = Sample.Noon + (Random.Next(7200) * Sample.Second),
        DurationMs = Random.Next(3) == 0 ? Random.Next(5000) : -1,
        ErrorCode = Random.Next(5) == 0 ? "E" + Random.Next(3) : null,
    })];

    private LogServer _server = null!;
    private JobId _job;

    public async ValueTask InitializeAsync()
    {
        _server = await LogServer.StartAsync();
        (_job, _) = await _server.LogAsync("nightly", Samples);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Facets_of_a_job_count_its_entries_only()
    {
        await _server.LogAsync("other", [new Sample("elsewhere") { Step = "other_step" }]);

        var answer = await _server.GetAsync($"{LogServer.PathOf(_job)}/facets?by=step,level");

        answer["facets"].GetProperty("step").EnumerateArray().Select(value => value.GetProperty("value").GetString()).ShouldBe(["s1", "s2", "s3"], ignoreOrder: true);
        answer["facets"].GetProperty("level").EnumerateArray().Sum(value => value.GetProperty("count").GetInt64()).ShouldBe(Samples.Length);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("&min_level=WARNING", 2)]
    public async Task Counts_what_is_there(string filter, int least)
    {
        var expected = Samples.Where(sample => (int)sample.Level >= least).ToArray();

        var counts = await _server.GetAsync($"{LogServer.PathOf(_job)}/statistics?interval=5m{filter}");

        counts["total"].GetInt32().ShouldBe(expected.Length);
        counts["by_level"].EnumerateObject().Select(level => level.Name).ShouldBe(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]);
        counts["by_level"].GetProperty("ERROR").GetInt32().ShouldBe(expected.Count(sample => sample.Level == EntryLevel.Error));
        counts["by_step"].GetProperty("s2").GetInt32().ShouldBe(expected.Count(sample => sample.Step == "s2"));
        counts["error_rate"].GetDouble().ShouldBe(expected.Count(sample => sample.Level >= EntryLevel.Error) / (double)expected.Length, 1e-12);
    }

    [Fact]
    public async Task The_histogram_is_cut_by_interval()
    {
        var counts = await _server.GetAsync($"{LogServer.PathOf(_job)}/statistics?interval=5m");

        var expected = Samples.GroupBy(sample => sample.At / (300 * Sample.Second)).OrderBy(span => span.Key).ToArray();
        var spans = counts["histogram"].EnumerateArray().ToArray();
        spans.Select(Total).ShouldBe(expected.Select(span => span.LongCount()));
        spans[1].GetProperty("start").GetString().ShouldBe("2025-01-01T00:05:00.000000Z");
    }

    [Fact]
    public async Task The_histogram_is_cut_into_so_many_buckets()
    {
        var counts = await _server.GetAsync($"{LogServer.PathOf(_job)}/statistics?buckets=8");

        counts["histogram"].GetArrayLength().ShouldBe(8);
        counts["histogram"].EnumerateArray().Sum(Total).ShouldBe(Samples.Length);
    }

    [Fact]
    public async Task Durations_are_percentiles_by_nearest_rank()
    {
        var counts = await _server.GetAsync($"{LogServer.PathOf(_job)}/statistics");

        var sorted = Samples.Where(sample => sample is { Step: "s1", DurationMs: >= 0 }).Select(sample => sample.DurationMs).Order().ToArray();
        var durations = counts["durations"].GetProperty("s1");
        durations.GetProperty("count").GetInt32().ShouldBe(sorted.Length);
        durations.GetProperty("min").GetInt64().ShouldBe(sorted[0]);
        durations.GetProperty("max").GetInt64().ShouldBe(sorted[^1]);
        durations.GetProperty("mean").GetDouble().ShouldBe(sorted.Average(), 1e-6);
        durations.GetProperty("p50").GetInt64().ShouldBe(sorted[(int)Math.Ceiling(sorted.Length * 0.50) - 1]);
        durations.GetProperty("p95").GetInt64().ShouldBe(sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1]);
        durations.GetProperty("p99").GetInt64().ShouldBe(sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1]);
        counts["durations"].TryGetProperty("", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Steps_and_durations_can_be_left_out()
    {
        var counts = await _server.GetAsync($"{LogServer.PathOf(_job)}/statistics?steps=false&durations=false");

        counts["total"].GetInt32().ShouldBe(Samples.Length);
        counts["by_step"].EnumerateObject().ShouldBeEmpty();
        counts["durations"].EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task All_jobs_and_runs_can_be_counted()
    {
        var (_, run) = await _server.LogAsync("hourly", new Sample("x"));

        (await _server.GetAsync("/api/logs/statistics"))["total"].GetInt32().ShouldBe(Samples.Length + 1);
        (await _server.GetAsync(LogServer.PathOf(run) + "/statistics"))["total"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_log_has_no_errors()
    {
        var (job, _) = await _server.LogAsync("hourly");

        var counts = await _server.GetAsync(LogServer.PathOf(job) + "/statistics");

        counts["total"].GetInt32().ShouldBe(0);
        counts["error_rate"].GetDouble().ShouldBe(0);
        counts["histogram"].GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("interval=5", "interval")]
    [InlineData("interval=0s", "interval")]
    [InlineData("interval=5y", "interval")]
    [InlineData("interval=999d", "interval")]
    [InlineData("interval=m", "interval")]
    [InlineData("buckets=0", "buckets")]
    [InlineData("buckets=1001", "buckets")]
    [InlineData("interval=1m&buckets=5", "buckets")]
    [InlineData("steps=maybe", "steps")]
    [InlineData("limit=5", "limit")]
    public async Task Bad_input_is_refused_by_name(string query, string field)
    {
        var answer = await _server.GetAsync($"{LogServer.PathOf(_job)}/statistics?{query}");

        answer.Status.ShouldBe(400);
        answer.Error(field).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Facets_are_the_commonest_values()
    {
        var answer = await _server.GetAsync("/api/logs/facets?by=job,step,level,error_code&limit=2");

        Values("job").ShouldBe([(LogServer.PathOf(_job).Split('/')[3], Samples.LongLength)]);
        Values("step").ShouldBe(Commonest(sample => sample.Step));
        Values("error_code").ShouldBe(Commonest(sample => sample.ErrorCode));
        Values("level").ShouldBe(Commonest(sample => sample.Level.ToString().ToUpperInvariant()));

        (string, long)[] Values(string facet) =>
            [.. answer["facets"].GetProperty(facet).EnumerateArray().Select(value => (value.GetProperty("value").GetString()!, value.GetProperty("count").GetInt64()))];

        static (string, long)[] Commonest(Func<Sample, string?> of) =>
            [.. Samples.GroupBy(of).Where(group => group.Key is not null).Select(group => (group.Key!, group.LongCount())).OrderByDescending(value => value.Item2).Take(2)];
    }

    [Theory]
    [InlineData("by=steps", "by")]
    [InlineData("limit=0", "limit")]
    [InlineData("skip=1", "skip")]
    public async Task Facets_refuse_bad_input_by_name(string query, string field) =>
        (await _server.GetAsync("/api/logs/facets?" + query)).Error(field).ShouldNotBeEmpty();

    private static long Total(JsonElement span) => span.GetProperty("counts").EnumerateObject().Sum(level => level.Value.GetInt64());
}
