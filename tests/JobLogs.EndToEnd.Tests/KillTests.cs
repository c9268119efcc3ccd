using System.Net;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A server that is killed in the middle of writing has every acknowledged entry, once.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests
{
    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.PostgreSql)]
    public async Task Every_acknowledged_entry_is_there_once_after_kill_9(string kind)
    {
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await ServerProcess.StartAsync(0, database.Settings);
        var (_, run) = await server.StartExternalRunAsync("killed");
        NumberedWriter[] writers = [.. Enumerable.Range(0, 4).Select(number => new NumberedWriter(run, $"p{number}"))];
        for (var round = 0; round < 5; round++)
        {
            var writing = writers.Select(writer => writer.WriteUntilCutAsync(server.Http)).ToArray();
            await WaitForEntriesAsync(server, run, (round + 1) * 2_000);
            await server.KillAsync();
            await Task.WhenAll(writing);
            await server.StartAgainAsync();
        }

        foreach (var writer in writers)
        {
            var stored = await writer.StoredAsync(server);

            // Past the last acknowledged one there may be the batch whose answer was lost: whole, and without a hole.
            stored.Count.ShouldBeOneOf((int)writer.Acknowledged, (int)writer.Acknowledged + NumberedWriter.Batch);
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
}
