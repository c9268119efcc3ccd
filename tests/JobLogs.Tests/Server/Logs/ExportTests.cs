using System.Text.Json;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Logs;

public sealed class ExportTests : IAsyncLifetime
{
    private LogServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LogServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("&order=desc")]
    [InlineData("&min_level=ERROR&search=7")]
    public async Task Holds_what_the_list_shows(string query)
    {
        var (job, run) = await _server.LogAsync(
            "nightly", [.. Enumerable.Range(0, 2300).Select(n => new Sample("m" + n) { Level = (EntryLevel)(n % 5), Details = "{\n \"n\":1\n}" })]);
        await _server.LogAsync("hourly", new Sample("x7") { Level = EntryLevel.Error });

        foreach (var path in new[] { LogServer.PathOf(job), LogServer.PathOf(run), "/api/logs" })
        {
            var lines = (await _server.Client.GetStringAsync($"{path}/export?{query.TrimStart('&')}")).Split('\n');
            lines[^1].ShouldBeEmpty();
            lines[..^1].Select(line => JsonElement.Parse(line).GetProperty("id").GetString()).ShouldBe(await ListedAsync(path, query));
        }
    }

    [Fact]
    public async Task Ends_where_the_log_ended_when_it_began()
    {
        var (job, run) = await _server.LogAsync("nightly", [.. Enumerable.Range(0, 30_000).Select(n => new Sample("m" + n))]);

        using var response = await _server.Client.GetAsync(LogServer.PathOf(job) + "/export", HttpCompletionOption.ResponseHeadersRead);
        await _server.WriteAsync(run, new Sample("too late"));
        var text = await response.Content.ReadAsStringAsync();

        text.ShouldNotContain("too late");
        text.Count(character => character == '\n').ShouldBe(30_000);
    }

    [Fact]
    public async Task Csv_is_exact()
    {
        var (job, _) = await _server.LogAsync(
            "nightly",
            new Sample("plain") { Step = "load", DurationMs = 12, Attempt = 2 },
            new Sample("a \"quote\", a comma\r\nand a line") { Details = "{\"a\": \"=1+1\"}", PaperId = "2401.1" });

        using var response = await _server.Client.GetAsync(LogServer.PathOf(job) + "/export?format=csv");
        var lines = await response.Content.ReadAsStringAsync();

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        response.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"logs-{LogServer.PathOf(job).Split('/')[3]}.csv");
        var page = await _server.GetAsync(LogServer.PathOf(job) + "?order=asc");
        string Id(int index, string name) => page["logs"][index].GetProperty(name).ToString();
        lines.ShouldBe(
            "id,seq,job_id,job_run_id,timestamp,level,message,details,step,duration_ms,paper_id,error_code,logger_name,trace_id,span_id,exception,attempt,truncated\r\n"
            + $"{Id(0, "id")},1,{Id(0, "job_id")},{Id(0, "job_run_id")},2025-01-01T00:00:00.000000Z,INFO,plain,,load,12,,,,,,,2,\r\n"
            + $"{Id(1, "id")},2,{Id(1, "job_id")},{Id(1, "job_run_id")},2025-01-01T00:00:00.000000Z,INFO,\"a \"\"quote\"\", a comma\r\nand a line\",\"{{\"\"a\"\": \"\"=1+1\"\"}}\",,,2401.1,,,,,,,\r\n");
    }

    [Fact]
    public async Task Text_is_a_line_an_entry_with_the_rest_indented()
    {
        var (job, run) = await _server.LogAsync(
            "nightly",
            new Sample("one\ntwo\r\nthree") { Step = "load", DurationMs = 12, ErrorCode = "E1", Level = EntryLevel.Warning },
            new Sample("plain") { Details = "{\n\"a\": 1}", Exception = "{\"type\":\"X\",\"message\":null,\"stack_trace\":null}" });
        var id = LogServer.PathOf(run).Split('/')[3];

        var text = await _server.Client.GetStringAsync(LogServer.PathOf(job) + "/export?format=text");

        text.ShouldBe(
            $"2025-01-01T00:00:00.000000Z WARNING  {id} load: one\n    two\n    three (12 ms) error_code=E1\n"
            + $"2025-01-01T00:00:00.000000Z INFO     {id} plain {{ \"a\": 1}}\n    {{\"type\":\"X\",\"message\":null,\"stack_trace\":null}}\n");
    }

    [Theory]
    [InlineData("format=xml", "format")]
    [InlineData("limit=5", "limit")]
    [InlineData("order=up", "order")]
    public async Task Bad_input_is_refused_by_name(string query, string field)
    {
        var (job, _) = await _server.LogAsync("nightly");

        var answer = await _server.GetAsync($"{LogServer.PathOf(job)}/export?{query}");

        answer.Status.ShouldBe(400);
        answer.Error(field).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_404() => (await _server.GetAsync("/api/cronjobs/job_1/logs/export")).Status.ShouldBe(404);

    private async Task<List<string>> ListedAsync(string path, string query)
    {
        var ids = new List<string>();
        var order = query.Contains("order=", StringComparison.Ordinal) ? query : query + "&order=asc";
        for (var skip = 0; ; skip += 1000)
        {
            var page = await _server.GetAsync($"{path}?limit=1000&skip={skip}{order}");
            ids.AddRange(page["logs"].EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!));
            if (!page.HasMore())
            {
                return ids;
            }
        }
    }
}
