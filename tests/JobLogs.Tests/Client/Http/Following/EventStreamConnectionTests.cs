using System.Net;
using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;
using JobLogs.Protocol.Logs;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Client.Http.Following;

public sealed class EventStreamConnectionTests : IDisposable
{
    private const string EventStream = "text/event-stream";
    private const string Entry = """{"id":"log_1","seq":7,"job_id":"job_1","job_run_id":"run_1","timestamp":"2025-01-31T10:30:00.000000Z","level":"WARNING","message":"m","details":{"a":1},"step":null,"duration_ms":null}""";

    private readonly ScriptedServer _server = new();
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http;

    public EventStreamConnectionTests() => _http = new HttpClient(_server);

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Every_kind_of_event_is_told()
    {
        _server.Answer(HttpStatusCode.OK, $$$"""
            id: c0

            event: subscribed
            data: {"subscription":{},"removed_through_seq":5}

            event: log
            id: c1
            data: {{{Entry}}}

            event: status
            id: c2
            data: {"from_status":"pending","to_status":"running","reason":"due","details":null}

            event: metric
            id: c3
            data: {"metric_name":"papers","metric_value":2.5,"metric_type":"gauge","labels":{"k":"v"}}

            event: something_new
            data: {}

            event: end
            id: c4
            data: {"status":"completed","first_seq":7,"last_seq":7,"entries":1,"matched":1}


            """.ReplaceLineEndings("\n"), EventStream);

        var told = await ToldAsync(Request(after: null));

        told.Select(happened => (happened.GetType().Name, happened.Cursor)).ShouldBe([
            ("Checkpoint", "c0"), ("Removed", null), ("Entry", "c1"), ("StatusChanged", "c2"), ("MetricRecorded", "c3"), ("Ended", "c4"),
        ]);
        told.OfType<FollowEvent.Entry>().Single().Value.Seq.ShouldBe(7);
        told.OfType<FollowEvent.StatusChanged>().Single().ShouldBe(new FollowEvent.StatusChanged("pending", "running", "due", null) { Cursor = "c2", JobRunId = "run_1" });
        told.OfType<FollowEvent.Ended>().Single().Entries.ShouldBe(1);
    }

    [Fact]
    public async Task It_resumes_by_the_last_id_and_asks_for_the_tail_only_at_the_beginning()
    {
        _server.Answer(HttpStatusCode.OK, "", EventStream).Answer(HttpStatusCode.OK, "", EventStream);

        await ToldAsync(Request(after: null));
        await ToldAsync(Request(after: "c7"));

        _server.Calls.ShouldBe(["GET /api/job-runs/run_1/logs/stream?min_level=INFO&types=log&tail=20", "GET /api/job-runs/run_1/logs/stream?min_level=INFO&types=log"]);
        _server.Requests[0].Headers.Contains("Last-Event-ID").ShouldBeFalse();
        _server.Requests[1].Headers.GetValues("Last-Event-ID").ShouldBe(["c7"]);
    }

    [Fact]
    public async Task A_run_whose_end_was_told_before_is_over()
    {
        _server.Answer(HttpStatusCode.NoContent, "");

        (await ToldAsync(Request(after: "c4"))).ShouldHaveSingleItem().ShouldBeOfType<FollowEvent.Ended>();
    }

    [Fact]
    public async Task A_server_that_says_nothing_for_too_long_is_taken_for_lost()
    {
        _server.Answer((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new SilentStream()) }));

        var told = ToldAsync(Request(after: null));
        _time.Advance(TimeSpan.FromSeconds(75));

        var failure = await Should.ThrowAsync<JobLogsException>(told);
        failure.Code.ShouldBe(JobLogsException.Unreachable);
    }

    private async Task<List<FollowEvent>> ToldAsync(FollowRequest request)
    {
        var connection = new EventStreamConnection(new ApiConnection(_http, new JobLogsOptions(), _time));
        var told = new List<FollowEvent>();
        await foreach (var happened in connection.ConnectAsync(request, CancellationToken.None))
        {
            told.Add(happened);
        }

        return told;
    }

    private static FollowRequest Request(string? after) => new(
        LogSource.Run("run_1"), new SearchFilters { MinLevel = "INFO" }, ["log"], after, 20, TimeSpan.FromSeconds(75));
}
