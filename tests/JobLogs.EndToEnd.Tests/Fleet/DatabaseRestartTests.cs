using System.Net;
using System.Net.Http.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.EndToEnd.Tests.Fleet;

/// <summary>PostgreSQL goes away while servers write, and comes back.</summary>
[Trait("Category", "Slow")]
public sealed class DatabaseRestartTests
{
    private const int EntriesOfEach = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_database_is_killed_and_the_servers_go_on_by_themselves()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var servers = await TwoServers.StartAsync(cluster.Server);
        var (_, run) = await servers.First.StartExternalRunAsync("written");
        var following = WebSocketFollower.FollowAsync(servers.Second.Address, run, new { }, patience.Token);
        NumberedWriter[] writers = [new(run, "first"), new(run, "second")];
        var writing = Task.WhenAll(
            writers[0].WriteThroughAsync(servers.First.Http, EntriesOfEach, patience.Token),
            writers[1].WriteThroughAsync(servers.Second.Http, EntriesOfEach, patience.Token));
        foreach (var end in new[] { cluster.KillAsync, cluster.StopImmediatelyAsync })
        {
            await WrittenAsync(servers.First, run, 1_000, patience.Token);
            await end();
            (await ReadinessAsync(servers.First)).ShouldBe(HttpStatusCode.ServiceUnavailable);
            await cluster.StartAgainAsync();
        }

        await writing;
        using (var done = await servers.First.Http.PatchAsJsonAsync($"/api/job-runs/{run}", new { status = "completed" }, patience.Token))
        {
            done.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var writer in writers)
        {
            (await writer.StoredAsync(servers.Second)).ShouldBe(Enumerable.Range(1, EntriesOfEach));
        }

        (await following).Seqs.ShouldBe(await StoredLog.SeqsAsync(servers.First, run));
        (await ReadinessAsync(servers.First)).ShouldBe(HttpStatusCode.OK);
        (await ReadinessAsync(servers.Second)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_waits_for_a_database_that_starts_after_it()
    {
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var database = await cluster.Server.CreateDatabaseAsync();
        await cluster.StopAsync();
        var starting = ServerProcess.StartAsync(0, ("DATABASE_URL", database.Url), ("Database__WaitSeconds", "60"));
        await cluster.StartAgainAsync();

        await using var server = await starting;
        (await ReadinessAsync(server)).ShouldBe(HttpStatusCode.OK);
        await server.StopAsync();
    }

    [Fact]
    public async Task A_server_whose_database_stays_away_refuses_to_start_in_one_line_without_the_password()
    {
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var database = await cluster.Server.CreateDatabaseAsync();
        await cluster.StopAsync();

        var refusal = await RefusalAsync(database.Url);

        refusal.ShouldContain("DATABASE_URL: ");
        refusal.ShouldNotContain(database.Password);
        refusal.ShouldNotContain("   at ");
        await cluster.StartAgainAsync();
    }

    [Fact]
    public async Task A_wrong_password_stops_the_start_at_once_and_is_not_repeated()
    {
        var server = await PostgreSqlServer.SharedAsync();
        await using var database = await server.CreateDatabaseAsync();

        var refusal = await RefusalAsync(database.Url.Replace(Uri.EscapeDataString(database.Password), "sesame", StringComparison.Ordinal), waitSeconds: 600);

        refusal.ShouldContain("DATABASE_URL: ");
        refusal.ShouldContain("password");
        refusal.ShouldNotContain("sesame");
    }

    private static async Task<string> RefusalAsync(string url, int waitSeconds = 1)
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var server = await ServerProcess.StartAsync(0, ("DATABASE_URL", url), ("Database__WaitSeconds", $"{waitSeconds}"));
        });
        return refused.Message;
    }

    /// <summary>Waits until so many further entries are stored.</summary>
    private static async Task WrittenAsync(ServerProcess server, string run, int entries, CancellationToken cancellationToken)
    {
        var cursor = "";
        for (var seen = 0; seen < entries;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var response = await server.Http.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=5&limit=1000&after={cursor}", cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                var page = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(cancellationToken);
                seen += page.GetProperty("logs").GetArrayLength();
                cursor = page.GetProperty("next_cursor").GetString();
            }
        }
    }

    private static async Task<HttpStatusCode> ReadinessAsync(ServerProcess server)
    {
        using var response = await server.Http.GetAsync("/health/ready");
        return response.StatusCode;
    }
}
