using JobLogs.Protocol.Ids;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Logs;

public sealed class SearchTests : IAsyncLifetime
{
    private LogServer _server = null!;
    private JobId _nightly;

    public async ValueTask InitializeAsync()
    {
        _server = await LogServer.StartAsync();
        (_nightly, _) = await _server.LogAsync(
            "nightly",
            new Sample("late") { At = Sample.Noon + (9 * Sample.Second), Step = "load,fast", Level = EntryLevel.Error },
            new Sample("early") { At = Sample.Noon, Step = "save" });
        await _server.LogAsync("hourly", new Sample("middle") { At = Sample.Noon + Sample.Second, Step = "load" });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("{}", "middle,early,late")]
    [InlineData("""{"filters": null, "skip": null}""", "middle,early,late")]
    [InlineData("""{"sort_order": "asc"}""", "late,early,middle")]
    [InlineData("""{"sort_by": "timestamp"}""", "late,middle,early")]
    [InlineData("""{"sort_by": "timestamp", "sort_order": "asc", "skip": 1, "limit": 1}""", "middle")]
    [InlineData("""{"filters": {"level": "ERROR"}}""", "late")]
    [InlineData("""{"filters": {"level": ["error", "CRITICAL"]}}""", "late")]
    [InlineData("""{"filters": {"min_level": "ERROR", "search": ""}}""", "late")]
    [InlineData("""{"filters": {"step": "load,save"}}""", "middle,early")]
    [InlineData("""{"filters": {"step": ["load,fast"]}}""", "late")]
    [InlineData("""{"filters": {"search": "LAT"}}""", "late")]
    [InlineData("""{"filters": {"start_time": "2025-01-01T00:00:01Z", "to_seq": 1}}""", "middle,late")]
    [InlineData("""{"filters": {"job_id": "nightly"}}""", "early,late")]
    public async Task Finds_across_jobs(string body, string expected)
    {
        var page = await _server.PostAsync("/api/search", body);

        page.Messages().ShouldBe(expected.Split(','));
        page.Text("store").ShouldBe("database");
    }

    [Fact]
    public async Task Counts_all_that_matches()
    {
        var page = await _server.PostAsync("/api/search", """{"sort_by": "timestamp", "limit": 2}""");

        page["total"].GetInt64().ShouldBe(3);
        page.HasMore().ShouldBeTrue();
        page["limit"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Goes_on_by_cursor_among_the_logs_of_all_jobs()
    {
        var page = await _server.PostAsync("/api/search", """{"limit": 1}""");

        (await _server.GetAsync("/api/logs?before=" + page.NextCursor())).Messages().ShouldBe(["early", "late"]);
    }

    [Theory]
    [InlineData("""{"filter": {}}""", "filter")]
    [InlineData("""{"filters": {"levl": "ERROR"}}""", "filters.levl")]
    [InlineData("""{"filters": {"level": "LOUD"}}""", "filters.level")]
    [InlineData("""{"filters": {"level": [1]}}""", "filters.level")]
    [InlineData("""{"filters": {"start_time": "today"}}""", "filters.start_time")]
    [InlineData("""{"filters": []}""", "filters")]
    [InlineData("""{"limit": 1001}""", "limit")]
    [InlineData("""{"skip": -1}""", "skip")]
    [InlineData("""{"sort_by": "message"}""", "sort_by")]
    [InlineData("""{"sort_order": "up"}""", "sort_order")]
    [InlineData("[]", "body")]
    public async Task Bad_input_is_refused_by_name(string body, string field)
    {
        var answer = await _server.PostAsync("/api/search", body);

        answer.Status.ShouldBe(400);
        answer.Error(field).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        (await _server.PostAsync("/api/search", "{}", "text/plain")).Status.ShouldBe(415);
    }

    [Fact]
    public async Task An_unknown_job_is_404() =>
        (await _server.PostAsync("/api/search", """{"filters": {"job_id": "weekly"}}""")).Status.ShouldBe(404);

    [Fact]
    public async Task An_entry_is_found_by_its_id()
    {
        var page = await _server.GetAsync(LogServer.PathOf(_nightly));
        var listed = page["logs"][0];

        var entry = await _server.GetAsync("/api/logs/" + listed.GetProperty("id").GetString());

        entry.Json.GetRawText().ShouldBe(listed.GetRawText());
    }

    [Fact]
    public async Task An_unknown_entry_is_404()
    {
        (await _server.GetAsync("/api/logs/log_xyz!")).Status.ShouldBe(404);
        (await _server.GetAsync("/api/logs/" + EntryIdText.ToText(_nightly.Number, 77))).Status.ShouldBe(404);
    }
}
