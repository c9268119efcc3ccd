using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>The specification's manual flow, by the letter: create, trigger, read, follow.</summary>
public sealed class WalkThroughTests
{
    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.PostgreSql)]
    public async Task A_job_is_created_triggered_executed_and_its_log_read(string kind)
    {
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await ServerProcess.StartAsync(0, database.Settings);

        // The bodies are the specification's own, byte for byte.
        var job = await PostTextAsync(server, "/api/cronjobs", """
            {
                   "name": "Test Job",
                   "keywords": ["test"],
                   "cron_expression": "0 0 * * *",
                   "enabled": true
                 }
            """, HttpStatusCode.Created);
        var id = job.GetProperty("id").GetString();
        var triggered = await PostTextAsync(server, $"/api/cronjobs/{id}/trigger", """{"force_reprocess": false}""", HttpStatusCode.Accepted);
        var run = triggered.GetProperty("job_run_id").GetString()!;

        var messages = await FollowToEndAsync(server, run);
        var logs = await server.GetAsync($"/api/cronjobs/{id}/logs");

        messages.Last().GetProperty("data").GetProperty("status").GetString().ShouldBe("completed");
        messages.Count(message => message.GetProperty("type").GetString() == "log").ShouldBe(logs.GetProperty("total").GetInt32());
        var steps = (await server.GetAsync($"/api/job-runs/{run}/steps")).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString());
        steps.ShouldBe(["paper_search", "filter_existing", "process_papers"]);
        var first = (await server.GetAsync($"/api/job-runs/{run}/logs?step=paper_search&order=asc&limit=1")).GetProperty("logs")[0];
        first.GetProperty("message").GetString().ShouldBe("开始处理论文搜索");
        first.GetProperty("details").GetProperty("keywords")[0].GetString().ShouldBe("test");
        var metrics = (await server.GetAsync($"/api/job-runs/{run}/metrics/summary")).ToString();
        foreach (var metric in (string[])["papers_found", "papers_new", "papers_processed", "paper_errors"])
        {
            metrics.ShouldContain($"\"{metric}\"");
        }

        (await server.GetAsync("/api/papers?limit=1")).GetProperty("total").GetInt32().ShouldBePositive();
    }

    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.PostgreSql)]
    public async Task A_second_run_skips_the_papers_that_are_kept_and_a_forced_one_does_not(string kind)
    {
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await ServerProcess.StartAsync(0, database.Settings);
        await server.PostAsync("/api/cronjobs", new { name = "papers", keywords = new[] { "learning" }, cron_expression = "@daily" }, HttpStatusCode.Created);

        var processed = new List<double>();
        foreach (var force in (bool[])[false, false, true])
        {
            var triggered = await server.PostAsync("/api/cronjobs/papers/trigger", new { force_reprocess = force }, HttpStatusCode.Accepted);
            var run = triggered.GetProperty("job_run_id").GetString()!;
            await FollowToEndAsync(server, run);
            var summary = await server.GetAsync($"/api/job-runs/{run}/metrics?name=papers_processed");
            processed.Add(summary.GetProperty("metrics").EnumerateArray().Sum(metric => metric.GetProperty("metric_value").GetDouble()));
        }

        processed[0].ShouldBePositive();
        processed[1].ShouldBe(0);
        processed[2].ShouldBe(processed[0]);
    }

    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.PostgreSql)]
    public async Task A_job_runs_by_itself_when_its_cron_expression_is_due(string kind)
    {
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await ServerProcess.StartAsync(0, database.Settings);
        await server.PostAsync("/api/cronjobs", new { name = "each second", keywords = new[] { "test" }, cron_expression = "* * * * * *" }, HttpStatusCode.Created);

        var page = await server.GetAsync("/api/cronjobs/each%20second/logs/realtime?wait=30");

        page.GetProperty("logs").GetArrayLength().ShouldBePositive();
        var run = (await server.GetAsync("/api/cronjobs/each%20second/runs")).GetProperty("runs").EnumerateArray().Last();
        run.GetProperty("trigger").GetString().ShouldBe("schedule");
        run.GetProperty("scheduled_at").GetString().ShouldEndWith(".000000Z");
    }

    private static async Task<JsonElement> PostTextAsync(ServerProcess server, string path, string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return JsonElement.Parse(text);
    }

    private static async Task<List<JsonElement>> FollowToEndAsync(ServerProcess server, string run)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = $"/api/job-runs/{run}/logs/ws" }.Uri, patience.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"subscribe","tail":10000}"""), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        var messages = new List<JsonElement>();
        var buffer = new byte[1 << 20];
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), patience.Token);
                length += result.Count;
            }
            while (!result.EndOfMessage);

            if (result.MessageType == WebSocketMessageType.Close)
            {
                result.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
                return messages;
            }

            messages.Add(JsonElement.Parse(buffer.AsSpan(0, length)));
        }
    }
}
