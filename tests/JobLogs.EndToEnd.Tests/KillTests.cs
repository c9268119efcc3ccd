using System.Net;
using System.Text;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A server that is killed in the middle of writing has every acknowledged entry, once.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests
{
    private const int BatchSize = 50;

    [Fact]
    public async Task Every_acknowledged_entry_is_there_once_after_kill_9()
    {
        await using var server = await ServerProcess.StartAsync();
        var (_, run) = await server.StartExternalRunAsync("killed");
        var producers = new long[4];
        for (var round = 0; round < 5; round++)
        {
            var writers = Enumerable.Range(0, producers.Length).Select(producer => WriteUntilCutAsync(server, run, producers, producer)).ToArray();
            await WaitForEntriesAsync(server, run, (round + 1) * 2_000);
            await server.KillAsync();
            await Task.WhenAll(writers);
            await server.StartAgainAsync();
        }

        foreach (var (producer, acknowledged) in producers.Index())
        {
            var stored = await NumbersAsync(server, run, producer);

            // Past the last acknowledged one there may be the batch whose answer was lost: whole, and without a hole.
            stored.Count.ShouldBeOneOf((int)acknowledged, (int)acknowledged + BatchSize);
            stored.ShouldBe(Enumerable.Range(1, stored.Count));
        }
    }

    [Fact]
    public async Task A_run_of_the_server_is_interrupted_when_it_starts_again_after_kill_9()
    {
        // A source that never answers keeps the run running.
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var server = await ServerProcess.StartAsync(0,
            ("PAPER_SEARCH_SOURCE", "arxiv"),
            ("PAPER_SEARCH_ARXIV_URL", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/api/query"));
        await server.PostAsync("/api/cronjobs", new { name = "hangs", keywords = new[] { "test" }, cron_expression = "0 0 1 1 *" }, HttpStatusCode.Created);
        var triggered = await server.PostAsync("/api/cronjobs/hangs/trigger", new { }, HttpStatusCode.Accepted);
        var run = triggered.GetProperty("job_run_id").GetString()!;
        (await server.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=30")).GetProperty("logs").GetArrayLength().ShouldBePositive();

        await server.KillAsync();
        await server.StartAgainAsync();

        var after = await server.GetAsync($"/api/job-runs/{run}");
        after.GetProperty("status").GetString().ShouldBe("interrupted");
        var history = await server.GetAsync($"/api/job-runs/{run}/status-history");
        history.GetProperty("status_history").EnumerateArray().Last().GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
    }

    private static async Task WriteUntilCutAsync(ServerProcess server, string run, long[] producers, int producer)
    {
        var http = server.Http;
        while (true)
        {
            // What was acknowledged is never sent again; what was not is, from the same number on.
            var first = producers[producer] + 1;
            var body = string.Concat(Enumerable.Range((int)first, BatchSize)
                .Select(number => $$"""{"message": "{{number}}", "logger_name": "p{{producer}}"}""" + "\n"));
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
                using var response = await http.PostAsync($"/api/job-runs/{run}/logs?producer=p{producer}&first={first}", content);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
                producers[producer] = first + BatchSize - 1;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                return;
            }
        }
    }

    private static async Task WaitForEntriesAsync(ServerProcess server, string run, long entries)
    {
        var cursor = "";
        for (var seen = 0L; seen < entries;)
        {
            var page = await server.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=10&limit=1000&after={cursor}");
            var logs = page.GetProperty("logs");
            seen = logs.GetArrayLength() == 0 ? seen : logs.EnumerateArray().Last().GetProperty("seq").GetInt64();
            cursor = page.GetProperty("next_cursor").GetString();
        }
    }

    private static async Task<List<int>> NumbersAsync(ServerProcess server, string run, int producer)
    {
        using var response = await server.Http.GetAsync($"/api/job-runs/{run}/logs/export?format=ndjson&logger_name=p{producer}");
        var text = await response.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(JsonElement.Parse(line).GetProperty("message").GetString()!))];
    }
}
