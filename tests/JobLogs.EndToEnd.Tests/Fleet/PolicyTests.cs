using System.Net;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Fleet;

/// <summary>A job's policies hold over all servers of a database: its runs may begin at either, and are asked for through either.</summary>
[Trait("Category", "Slow")]
public sealed class PolicyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-policies-").FullName;
    private TwoServers _servers = null!;

    public async ValueTask InitializeAsync() =>
        _servers = await TwoServers.StartAsync(null, ("COMMAND_ALLOWED_PROGRAMS", "/bin/sh"), ("COMMAND_STOP_SECONDS", "2"));

    public async ValueTask DisposeAsync()
    {
        await _servers.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Runs_that_are_triggered_at_both_servers_are_executed_one_after_the_other()
    {
        // One that began beside another would find its folder there.
        await MakeAsync("queue", "mkdir under-way && sleep 0.3 && rmdir under-way");
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => TriggerAsync(number % 2 == 0 ? _servers.First : _servers.Second, "queue")));

        foreach (var run in made)
        {
            (await EndOfAsync(_servers.Second, run)).ShouldBe("completed");
        }
    }

    [Fact]
    public async Task A_run_of_one_server_is_replaced_by_a_trigger_at_the_other()
    {
        await MakeAsync("replace", "echo ready; if mkdir first; then sleep 600; fi");
        var old = await TriggerAsync(_servers.First, "replace");
        (await _servers.Second.GetAsync($"/api/job-runs/{old}/logs/realtime?search=ready&wait=60")).GetProperty("logs").GetArrayLength().ShouldBe(1);

        var made = await TriggerAsync(_servers.Second, "replace");

        (await EndOfAsync(_servers.First, old)).ShouldBe("cancelled");
        (await EndOfAsync(_servers.First, made)).ShouldBe("completed");
        (await _servers.Second.GetAsync($"/api/job-runs/{old}/status-history")).GetProperty("status_history").EnumerateArray().Last()
            .GetProperty("reason").GetString().ShouldBe($"Replaced by {made} (concurrency: replace).");
        var (ended, began) = (await RunAsync(old), await RunAsync(made));
        began.GetProperty("started_at").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(ended.GetProperty("finished_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_pause_that_is_begun_at_one_server_and_ended_at_the_other_holds_at_both()
    {
        await MakeAsync("skip", "true", "* * * * * *");
        await CompletedAfterAsync("");

        await ChangeAsync(_servers.First, """{"paused_until": "2090-01-01T00:00:00Z"}""");
        var paused = await RunsAsync();
        foreach (var server in new[] { _servers.First, _servers.Second })
        {
            var job = await server.GetAsync("/api/cronjobs/skip");
            job.GetProperty("next_run_at").GetString().ShouldBe("2090-01-01T00:00:00.000000Z");
        }

        // Several occurrences would have been due meanwhile.
        await _servers.Second.GetAsync("/api/cronjobs/skip/logs/realtime?search=nothing%20says%20this&wait=4");
        (await RunsAsync()).ShouldBe(paused);
        await ChangeAsync(_servers.Second, """{"paused_until": null}""");
        await CompletedAfterAsync(paused[0]);

        var occurrences = await RunsAsync();
        occurrences.Distinct(StringComparer.Ordinal).Count().ShouldBe(occurrences.Count);
    }

    private async Task MakeAsync(string concurrency, string script, string cron = "0 0 29 2 *") => await _servers.First.PostAsync(
        "/api/cronjobs",
        new
        {
            name = concurrency,
            type = "command",
            cron_expression = cron,
            concurrency,
            parameters = new { program = "/bin/sh", arguments = new[] { "-c", $"cd '{_folder}'; {script}" } },
        },
        HttpStatusCode.Created);

    private static async Task<string> TriggerAsync(ServerProcess server, string job) =>
        (await server.PostAsync($"/api/cronjobs/{job}/trigger", new { }, HttpStatusCode.Accepted)).GetProperty("job_run_id").GetString()!;

    private static async Task ChangeAsync(ServerProcess server, string change)
    {
        using var content = new StringContent(change, System.Text.Encoding.UTF8, "application/json");
        using var answer = await server.Http.PatchAsync("/api/cronjobs/skip", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private Task<JsonElement> RunAsync(string run) => _servers.Second.GetAsync($"/api/job-runs/{run}");

    /// <summary>The status of a run when its stream has said that it is over.</summary>
    private static async Task<string?> EndOfAsync(ServerProcess server, string run)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        (await server.Http.GetStringAsync($"/api/job-runs/{run}/logs/stream", giveUp.Token)).ShouldContain("event: end");
        return (await server.GetAsync($"/api/job-runs/{run}")).GetProperty("status").GetString();
    }

    /// <summary>The occurrences that have made runs, newest first.</summary>
    private async Task<List<string>> RunsAsync() =>
    [
        .. (await _servers.Second.GetAsync("/api/cronjobs/skip/runs?limit=1000")).GetProperty("runs").EnumerateArray()
            .Select(run => run.GetProperty("scheduled_at").GetString()!),
    ];

    /// <summary>Waits until a run of an occurrence after a time is completed.</summary>
    private async Task CompletedAfterAsync(string after)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        var cursor = "";
        while (!(await _servers.First.GetAsync("/api/cronjobs/skip/runs?status=completed&limit=1")).GetProperty("runs").EnumerateArray()
            .Any(run => string.CompareOrdinal(run.GetProperty("scheduled_at").GetString(), after) > 0))
        {
            giveUp.Token.ThrowIfCancellationRequested();
            var news = await _servers.First.GetAsync($"/api/cronjobs/skip/logs/realtime?wait=5&limit=1000&after={cursor}");
            cursor = news.GetProperty("next_cursor").GetString();
        }
    }
}
