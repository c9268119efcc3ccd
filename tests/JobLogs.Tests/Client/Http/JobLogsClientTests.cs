using System.Net;
using System.Net.Http.Headers;
using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.Protocol.Logs;

namespace JobLogs.Tests.Client.Http;

public sealed class JobLogsClientTests : IDisposable
{
    private const string EmptyPage = """{"logs":[],"skip":0,"limit":100,"has_more":false,"search_time_ms":1,"next_cursor":"c9","store":"database"}""";

    private readonly ScriptedServer _server = new();
    private readonly HttpClient _http;

    public JobLogsClientTests() => _http = new HttpClient(_server);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_name_is_escaped_as_one_part_of_the_path()
    {
        _server.Answer(HttpStatusCode.OK, EmptyPage);

        await Client().Logs.QueryAsync(LogSource.Job("夜/间 papers?"), cancellationToken: TestContext.Current.CancellationToken);

        _server.Calls.ShouldBe(["GET /api/cronjobs/%E5%A4%9C%2F%E9%97%B4%20papers%3F/logs"]);
    }

    [Fact]
    public async Task A_query_says_what_was_asked_for_and_nothing_else()
    {
        _server.Answer(HttpStatusCode.OK, EmptyPage);
        var query = new LogQuery
        {
            Filters = new SearchFilters
            {
                Level = ["ERROR", "CRITICAL"],
                Search = "100% & 论",
                StartTime = new DateTimeOffset(2025, 1, 31, 18, 30, 0, TimeSpan.FromHours(8)),
                Attempt = 2,
            },
            OldestFirst = true,
            After = "c1",
            Limit = 5,
            Count = false,
        };

        await Client().Logs.QueryAsync(LogSource.Run("run_7"), query, TestContext.Current.CancellationToken);

        _server.Calls.ShouldBe([
            "GET /api/job-runs/run_7/logs?level=ERROR%2CCRITICAL&start_time=2025-01-31T10%3A30%3A00.000000Z&search=100%25%20%26%20%E8%AE%BA&attempt=2&order=asc&after=c1&limit=5&count=none",
        ]);
    }

    [Fact]
    public async Task The_key_is_sent_as_Bearer_and_a_path_before_api_is_kept()
    {
        _server.Answer(HttpStatusCode.OK, EmptyPage);
        var options = new JobLogsOptions { ServerAddress = new Uri("https://logs.example.org/joblogs"), ApiKey = "jl_secret" };

        await Client(options).Logs.QueryAsync(LogSource.All, cancellationToken: TestContext.Current.CancellationToken);

        _server.Requests[0].RequestUri.ShouldBe(new Uri("https://logs.example.org/joblogs/api/logs"));
        _server.Requests[0].Headers.Authorization.ShouldBe(new AuthenticationHeaderValue("Bearer", "jl_secret"));
    }

    [Fact]
    public async Task A_change_of_a_job_sends_only_what_is_set()
    {
        _server.Answer(HttpStatusCode.NotFound, Problem(404, "not_found", "There is no job 'x'."));

        await Should.ThrowAsync<JobLogsException>(Client().Jobs.UpdateAsync("x", new JobRequest { Enabled = false, RetentionDays = 0 }));

        _server.Bodies.ShouldBe(["""{"enabled":false,"retention_days":0}"""]);
    }

    [Fact]
    public async Task A_pause_begins_with_a_time_and_ends_with_null()
    {
        _server.Answer(HttpStatusCode.NotFound, Problem(404, "not_found", "There is no job 'x'."));
        _server.Answer(HttpStatusCode.NotFound, Problem(404, "not_found", "There is no job 'x'."));

        await Should.ThrowAsync<JobLogsException>(
            Client().Jobs.UpdateAsync("x", new JobRequest { PausedUntil = new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.FromHours(8)) }));
        await Should.ThrowAsync<JobLogsException>(Client().Jobs.UpdateAsync("x", new JobRequest { EndPause = true }));

        _server.Bodies.ShouldBe(["""{"paused_until":"2026-01-31T00:00:00.000000Z"}""", """{"paused_until":null}"""]);
    }

    [Fact]
    public async Task A_refusal_carries_the_servers_code_words_and_wait()
    {
        _server.Answer(
            HttpStatusCode.TooManyRequests,
            Problem(429, "queue_full", "Send it again."),
            more: response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(3)));

        var refusal = await Should.ThrowAsync<JobLogsException>(Client().Jobs.GetAsync("x", TestContext.Current.CancellationToken));

        (refusal.Code, refusal.Message, refusal.RetryAfter, refusal.IsTransient, refusal.Status)
            .ShouldBe(("queue_full", "Send it again.", TimeSpan.FromSeconds(3), true, HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Each_wrong_field_is_named_in_the_message()
    {
        _server.Answer(HttpStatusCode.BadRequest, """
            {"type":"urn:joblogs:problem:validation_failed","title":"Wrong","status":400,"detail":"Values are wrong.","code":"validation_failed",
             "errors":{"name":["is required."],"cron_expression":["has 4 fields."]}}
            """);

        var refusal = await Should.ThrowAsync<JobLogsException>(Client().Jobs.CreateAsync(new JobRequest(), TestContext.Current.CancellationToken));

        refusal.Message.ShouldBe("Values are wrong. name: is required. cron_expression: has 4 fields.");
        refusal.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task No_answer_is_transient_and_says_which_server()
    {
        _server.Fail();

        var failure = await Should.ThrowAsync<JobLogsException>(Client().Jobs.GetAsync("x", TestContext.Current.CancellationToken));

        (failure.Code, failure.IsTransient, failure.Status).ShouldBe((JobLogsException.Unreachable, true, null));
        failure.Message.ShouldContain("http://127.0.0.1:8000/");
    }

    [Fact]
    public async Task An_answer_of_another_kind_of_server_is_told_as_such()
    {
        _server.Answer(HttpStatusCode.OK, "<html>", "text/html").Answer(HttpStatusCode.BadGateway, "<html>", "text/html");

        var first = await Should.ThrowAsync<JobLogsException>(Client().Jobs.GetAsync("x", TestContext.Current.CancellationToken));
        var second = await Should.ThrowAsync<JobLogsException>(Client().Jobs.GetAsync("x", TestContext.Current.CancellationToken));

        (first.Code, first.IsTransient).ShouldBe((JobLogsException.UnexpectedAnswer, false));
        (second.Code, second.IsTransient).ShouldBe((JobLogsException.UnexpectedAnswer, true));
    }

    [Fact]
    public async Task A_whole_log_is_read_page_by_page_with_the_cursor_of_each()
    {
        _server
            .Answer(HttpStatusCode.OK, EmptyPage.Replace("\"has_more\":false", "\"has_more\":true", StringComparison.Ordinal))
            .Answer(HttpStatusCode.OK, EmptyPage);

        await foreach (var _ in Client().Logs.ReadAllAsync(LogSource.All, new LogQuery { OldestFirst = true }, TestContext.Current.CancellationToken))
        {
        }

        _server.Calls.ShouldBe(["GET /api/logs?order=asc&limit=1000&count=none", "GET /api/logs?order=asc&after=c9&limit=1000&count=none"]);
    }

    private JobLogsClient Client(JobLogsOptions? options = null) => new(_http, options);

    private static string Problem(int status, string code, string detail) =>
        $$"""{"type":"urn:joblogs:problem:{{code}}","title":"No","status":{{status}},"detail":"{{detail}}","code":"{{code}}"}""";
}
