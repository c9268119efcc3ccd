using System.Text.Json;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Logs;

public sealed class HistoryTests : IAsyncLifetime
{
    private LogServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LogServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_page_says_where_it_stands()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(7));

        var page = await _server.GetAsync(LogServer.PathOf(job) + "?skip=2&limit=3");

        page.Messages().ShouldBe(["m5", "m4", "m3"]);
        page["total"].GetInt64().ShouldBe(7);
        page["skip"].GetInt64().ShouldBe(2);
        page["limit"].GetInt64().ShouldBe(3);
        page.HasMore().ShouldBeTrue();
        page["search_time_ms"].TryGetInt64(out _).ShouldBeTrue();
        page.Text("store").ShouldBe("database");
        page.Has("removed_through_seq").ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_page_has_no_more()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(7));

        var page = await _server.GetAsync(LogServer.PathOf(job) + "?skip=4&limit=3&order=asc");

        page.Messages().ShouldBe(["m5", "m6", "m7"]);
        page.HasMore().ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_left_after_the_greatest_skip()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(7));

        var page = await _server.GetAsync(LogServer.PathOf(job) + "?limit=1000&skip=" + long.MaxValue);

        page.Messages().ShouldBeEmpty();
        page["total"].GetInt64().ShouldBe(7);
        page.HasMore().ShouldBeFalse();
    }

    [Fact]
    public async Task An_entry_has_its_ten_keys_and_those_with_a_value()
    {
        var (job, _) = await _server.LogAsync("nightly", new Sample("开始\n\"x\"") { Details = "{\"a\": [1, \"\\u00e9\"]}", ErrorCode = "E1" });

        var entry = (await _server.GetAsync(LogServer.PathOf(job)))["logs"][0];

        entry.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["id", "seq", "job_id", "job_run_id", "timestamp", "level", "message", "details", "step", "duration_ms", "error_code"]);
        entry.GetProperty("message").GetString().ShouldBe("开始\n\"x\"");
        entry.GetProperty("details").GetRawText().ShouldBe("{\"a\": [1, \"\\u00e9\"]}");
        entry.GetProperty("timestamp").GetString().ShouldBe("2025-01-01T00:00:00.000000Z");
        entry.GetProperty("step").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("level=error", "b,e")]
    [InlineData("level=WARN,CRITICAL", "c,d")]
    [InlineData("level=WARN,%20CRITICAL", "c,d")]
    [InlineData("min_level=error", "b,d,e")]
    [InlineData("level=INFO,ERROR&min_level=WARNING", "b,e")]
    [InlineData("step=load", "a,b")]
    [InlineData("step=load,save", "a,b,c")]
    [InlineData("start_time=2025-01-01T00:00:03Z", "d,e")]
    [InlineData("end_time=2025-01-01T08:00:01+08:00", "a,b")]
    [InlineData("end_time=2025-01-01T08:00:01%2B08:00", "a,b")]
    [InlineData("search=B", "b")]
    [InlineData("search=%25", "")]
    [InlineData("search=", "a,b,c,d,e")]
    [InlineData("paper_id=2401.1", "c")]
    [InlineData("error_code=timeout", "e")]
    [InlineData("logger_name=Http", "d")]
    [InlineData("attempt=2", "b")]
    [InlineData("from_seq=2&to_seq=3", "b,c")]
    public async Task Filters_mean_what_the_contract_says(string query, string expected)
    {
        var (job, run) = await _server.LogAsync(
            "nightly",
            new Sample("a") { Step = "load", At = Sample.Noon },
            new Sample("b") { Step = "load", At = Sample.Noon + Sample.Second, Level = EntryLevel.Error, Attempt = 2 },
            new Sample("c") { Step = "save", At = Sample.Noon + (2 * Sample.Second), Level = EntryLevel.Warning, PaperId = "2401.1" },
            new Sample("d") { At = Sample.Noon + (3 * Sample.Second), Level = EntryLevel.Critical, LoggerName = "Http" },
            new Sample("e") { At = Sample.Noon + (4 * Sample.Second), Level = EntryLevel.Error, ErrorCode = "timeout" });

        foreach (var path in new[] { LogServer.PathOf(job), LogServer.PathOf(run), "/api/logs" })
        {
            var page = await _server.GetAsync($"{path}?{query}&order=asc");
            page.Messages().ShouldBe(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
            page["total"].GetInt64().ShouldBe(page.Messages().Length);
        }
    }

    [Fact]
    public async Task A_run_shows_only_its_own_entries()
    {
        var (job, first) = await _server.LogAsync("nightly", new Sample("of the first"));
        var second = await _server.RunAsync(job);
        await _server.WriteAsync(second, new Sample("of the second"));

        (await _server.GetAsync(LogServer.PathOf(second))).Messages().ShouldBe(["of the second"]);
        var byFilter = await _server.GetAsync(LogServer.PathOf(job) + "?job_run_id=" + LogServer.PathOf(first).Split('/')[3]);
        byFilter.Messages().ShouldBe(["of the first"]);
    }

    [Fact]
    public async Task A_job_answers_to_its_name()
    {
        await _server.LogAsync("nightly", Samples(1));

        (await _server.GetAsync("/api/cronjobs/nightly/logs")).Messages().ShouldBe(["m1"]);
    }

    [Fact]
    public async Task Count_none_leaves_total_out()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(3));

        var page = await _server.GetAsync(LogServer.PathOf(job) + "?count=none");

        page.Has("total").ShouldBeFalse();
        page.Messages().Length.ShouldBe(3);
    }

    [Fact]
    public async Task Large_pages_are_whole_JSON()
    {
        var (job, _) = await _server.LogAsync("nightly", [.. Enumerable.Range(0, 200).Select(n => new Sample(n + new string('长', 3000)))]);

        var page = await _server.GetAsync(LogServer.PathOf(job) + "?limit=1000&order=asc");

        page.Messages().Select(message => message.TrimEnd('长')).ShouldBe(Enumerable.Range(0, 200).Select(n => n.ToString()));
    }

    [Theory]
    [InlineData("levl=ERROR", "levl")]
    [InlineData("level=LOUD", "level")]
    [InlineData("start_time=yesterday", "start_time")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("skip=-1", "skip")]
    [InlineData("order=up", "order")]
    [InlineData("count=all", "count")]
    [InlineData("store=elasticsearch", "store")]
    [InlineData("store=paper", "store")]
    [InlineData("job_run_id=12", "job_run_id")]
    [InlineData("attempt=0", "attempt")]
    public async Task Bad_input_is_refused_by_name(string query, string field)
    {
        var (job, run) = await _server.LogAsync("nightly");

        foreach (var path in new[] { LogServer.PathOf(job), LogServer.PathOf(run), "/api/logs" })
        {
            var answer = await _server.GetAsync($"{path}?{query}");
            answer.Status.ShouldBe(400);
            answer.Error(field).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task What_is_not_there_is_404()
    {
        (await _server.GetAsync("/api/cronjobs/job_1/logs")).Status.ShouldBe(404);
        (await _server.GetAsync("/api/job-runs/run_1/logs")).Status.ShouldBe(404);
    }

    private static Sample[] Samples(int count) => [.. Enumerable.Range(1, count).Select(n => new Sample("m" + n))];
}
