using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Fleet;

/// <summary>Jobs and runs belong to the database, not to a server: whichever is asked, and whichever is still there.</summary>
[Trait("Category", "Slow")]
public sealed class RunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // A source that never answers keeps a run running.
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);

    public RunTests() => _silent.Start();

    private (string Name, string Value)[] Hanging =>
    [
        ("PAPER_SEARCH_SOURCE", "arxiv"),
        ("PAPER_SEARCH_ARXIV_URL", $"http://127.0.0.1:{((IPEndPoint)_silent.LocalEndpoint).Port}/api/query"),
    ];

    public void Dispose() => _silent.Dispose();

    [Fact]
    public async Task A_run_is_cancelled_through_a_server_that_does_not_execute_it()
    {
        await using var servers = await TwoServers.StartFirstAsync(null, Hanging);
        var run = await StartHangingAsync(servers.First);
        await servers.StartSecondAsync();

        await servers.Second.PostAsync($"/api/job-runs/{run}/cancel", new { }, HttpStatusCode.Accepted);

        (await EndOfAsync(servers.Second, run)).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_server_that_starts_leaves_the_runs_of_another_alone()
    {
        await using var servers = await TwoServers.StartFirstAsync(null, Hanging);
        var run = await StartHangingAsync(servers.First);

        await servers.StartSecondAsync();

        // Longer than a lease: the first goes on renewing it.
        await servers.Second.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=12&after={await CursorAsync(servers.Second, run)}");
        (await servers.Second.GetAsync($"/api/job-runs/{run}")).GetProperty("status").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task The_runs_of_a_killed_server_are_interrupted_by_the_other()
    {
        await using var servers = await TwoServers.StartFirstAsync(null, Hanging);
        var run = await StartHangingAsync(servers.First);
        await servers.StartSecondAsync();

        await servers.First.KillAsync();

        (await EndOfAsync(servers.Second, run)).ShouldBe("interrupted");
    }

    [Fact]
    public async Task A_schedule_goes_on_when_one_server_is_killed_and_each_occurrence_makes_one_run()
    {
        await using var servers = await TwoServers.StartAsync();
        await servers.First.PostAsync(
            "/api/cronjobs", new { name = "each second", keywords = new[] { "test" }, cron_expression = "* * * * * *" }, HttpStatusCode.Created);
        await CompletedAsync(servers.Second, "");

        await servers.First.KillAsync();
        var killed = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ");
        await CompletedAsync(servers.Second, killed);

        var runs = (await servers.Second.GetAsync("/api/cronjobs/each%20second/runs?limit=1000")).GetProperty("runs").EnumerateArray().ToList();
        var occurrences = runs.Select(run => run.GetProperty("scheduled_at").GetString()).ToList();
        occurrences.Distinct(StringComparer.Ordinal).Count().ShouldBe(occurrences.Count);
    }

    [Fact]
    public async Task A_job_is_changed_and_deleted_through_either_server()
    {
        await using var servers = await TwoServers.StartAsync();
        await servers.First.PostAsync("/api/cronjobs", new { name = "shared", keywords = new[] { "test" }, cron_expression = "@yearly" }, HttpStatusCode.Created);

        using (var toggled = await servers.Second.Http.PatchAsync("/api/cronjobs/shared/toggle", null))
        {
            toggled.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await servers.First.GetAsync("/api/cronjobs/shared")).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        var triggered = await servers.Second.PostAsync("/api/cronjobs/shared/trigger", new { }, HttpStatusCode.Accepted);
        (await EndOfAsync(servers.First, triggered.GetProperty("job_run_id").GetString()!)).ShouldBe("completed");
        using (var deleted = await servers.First.Http.DeleteAsync("/api/cronjobs/shared"))
        {
            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        using var gone = await servers.Second.Http.GetAsync("/api/cronjobs/shared");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> StartHangingAsync(ServerProcess server)
    {
        await server.PostAsync("/api/cronjobs", new { name = "hangs", keywords = new[] { "test" }, cron_expression = "@yearly" }, HttpStatusCode.Created);
        var triggered = await server.PostAsync("/api/cronjobs/hangs/trigger", new { }, HttpStatusCode.Accepted);
        var run = triggered.GetProperty("job_run_id").GetString()!;
        (await server.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=30")).GetProperty("logs").GetArrayLength().ShouldBePositive();
        return run;
    }

    private static async Task<string?> CursorAsync(ServerProcess server, string run) =>
        (await server.GetAsync($"/api/job-runs/{run}/logs/realtime?limit=1000")).GetProperty("next_cursor").GetString();

    /// <summary>The status with which the run's stream ends.</summary>
    private static async Task<string?> EndOfAsync(ServerProcess server, string run)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var stream = await server.Http.GetStreamAsync($"/api/job-runs/{run}/logs/stream?types=status", patience.Token);
        using var reader = new StreamReader(stream);
        for (var isEnd = false; await reader.ReadLineAsync(patience.Token) is { } line;)
        {
            if (isEnd && line.StartsWith("data:", StringComparison.Ordinal))
            {
                return JsonElement.Parse(line["data:".Length..]).GetProperty("status").GetString();
            }

            isEnd |= line == "event: end";
        }

        return null;
    }

    /// <summary>Waits until a run of an occurrence after a time is completed.</summary>
    private static async Task CompletedAsync(ServerProcess server, string after)
    {
        using var patience = new CancellationTokenSource(Patience);
        var cursor = "";
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var completed = (await server.GetAsync("/api/cronjobs/each%20second/runs?status=completed&limit=1")).GetProperty("runs").EnumerateArray();
            if (completed.Any(run => string.CompareOrdinal(run.GetProperty("scheduled_at").GetString(), after) > 0))
            {
                return;
            }

            var news = await server.GetAsync($"/api/cronjobs/each%20second/logs/realtime?wait=5&limit=1000&after={cursor}");
            cursor = news.GetProperty("next_cursor").GetString();
        }
    }
}
