using System.Net;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>The policies of jobs, by the real server on either database.</summary>
public sealed class PolicyTests
{
    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.PostgreSql)]
    public async Task Queued_runs_are_executed_one_after_the_other(string kind)
    {
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await StartAsync(database);
        var job = await MakeAsync(server, "queue", "sleep 0.3");
        var runs = new List<JsonElement>();
        foreach (var run in new[] { await TriggerAsync(server, job), await TriggerAsync(server, job), await TriggerAsync(server, job) })
        {
            runs.Add(await EndedAsync(server, run));
        }

        runs.ShouldAllBe(run => run.GetProperty("status").GetString() == "completed");
        runs.Skip(1).Zip(runs, (later, earlier) => Time(later, "started_at") >= Time(earlier, "finished_at")).ShouldAllBe(follows => follows);
    }

    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.PostgreSql)]
    public async Task A_run_is_replaced_by_a_newer_one_and_says_by_which(string kind)
    {
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await StartAsync(database);
        var job = await MakeAsync(server, "replace", "echo ready; if mkdir first; then sleep 600; fi");
        var old = await TriggerAsync(server, job);
        await server.GetAsync($"/api/job-runs/{old}/logs/realtime?search=ready&wait=30");
        var made = await TriggerAsync(server, job);

        (await EndedAsync(server, old)).GetProperty("status").GetString().ShouldBe("cancelled");
        (await ReasonsAsync(server, old))[^1].ShouldBe($"Replaced by {made} (concurrency: replace).");
        (await EndedAsync(server, made)).GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task A_run_that_failed_is_tried_again_by_a_server_that_was_started_anew()
    {
        await using var server = await StartAsync(null);
        var job = await MakeAsync(server, "skip", "mkdir tried && exit 1; exit 0", maxRetries: 1, retryDelaySeconds: 5);
        var run = await TriggerAsync(server, job);
        await server.GetAsync($"/api/job-runs/{run}/logs/realtime?min_level=ERROR&wait=30");
        await server.StopAsync();
        await server.StartAgainAsync();
        var ended = await EndedAsync(server, run);

        (ended.GetProperty("status").GetString(), ended.GetProperty("attempt").GetInt32()).ShouldBe(("completed", 2));
        (await ReasonsAsync(server, run)).ShouldContain(reason => reason.Contains("Attempt 2 of 2 begins in 5 s (max_retries: 1, retry_delay_seconds: 5)."));
    }

    private static Task<ServerProcess> StartAsync(ServerDatabase? database) =>
        ServerProcess.StartAsync(0, [("COMMAND_ALLOWED_PROGRAMS", "/bin/sh"), ("COMMAND_STOP_SECONDS", "2"), .. database?.Settings ?? []]);

    private static async Task<string> MakeAsync(ServerProcess server, string concurrency, string script, int maxRetries = 0, int retryDelaySeconds = 0)
    {
        // What a script leaves behind lies in the server's own folder.
        var job = await server.PostAsync(
            "/api/cronjobs",
            new
            {
                name = concurrency,
                type = "command",
                cron_expression = "0 0 29 2 *",
                concurrency,
                max_retries = maxRetries,
                retry_delay_seconds = retryDelaySeconds,
                parameters = new { program = "/bin/sh", arguments = new[] { "-c", $"cd '{server.Folder}'; {script}" } },
            },
            HttpStatusCode.Created);
        return job.GetProperty("id").GetString()!;
    }

    private static async Task<string> TriggerAsync(ServerProcess server, string job) =>
        (await server.PostAsync($"/api/cronjobs/{job}/trigger", new { }, HttpStatusCode.Accepted)).GetProperty("job_run_id").GetString()!;

    /// <summary>The run when its stream has said that it is over.</summary>
    private static async Task<JsonElement> EndedAsync(ServerProcess server, string run)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        (await server.Http.GetStringAsync($"/api/job-runs/{run}/logs/stream", giveUp.Token)).ShouldContain("event: end");
        return await server.GetAsync($"/api/job-runs/{run}");
    }

    private static async Task<string[]> ReasonsAsync(ServerProcess server, string run) =>
    [
        .. (await server.GetAsync($"/api/job-runs/{run}/status-history")).GetProperty("status_history").EnumerateArray()
            .Select(change => change.GetProperty("reason").GetString()!),
    ];

    private static DateTimeOffset Time(JsonElement run, string name) => run.GetProperty(name).GetDateTimeOffset();
}
