using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Server.Secrets;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A server that is killed at any moment tells each change of an alert once, by idempotency key, and forgets none.</summary>
[Trait("Category", "Slow")]
public sealed class AlertKillTests
{
    private const int Kills = 15;
    private const int MostKills = 60;
    private const int LongerBy = 500;   // milliseconds, each life after the fifteenth
    private const int Jobs = 4;

    [Theory]
    [InlineData(ServerDatabase.Sqlite, 2_500)]
    [InlineData(ServerDatabase.PostgreSql, 7_000)] // There a lease outlives its server for a while.
    public async Task Each_change_is_told_exactly_once_whenever_the_server_is_killed(string kind, int longestLife)
    {
        var random = new Random(4711);
        await using var receiver = await AlertReceiver.StartAsync(random);
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await ServerProcess.StartAsync(
            0, [.. database.Settings, ("SECRET_KEY", SecretKey.NewText()), ("ALERT_ALLOWED_NETWORKS", "127.0.0.1"), ("Alerts__LeaseSeconds", "5"), ("Alerts__FirstRetrySeconds", "1")]);
        await SetUpAsync(server, receiver.Url);

        // On a busy machine a life may be too short to find out anything: then there are further ones, ever longer.
        for (var kill = 0; kill < Kills || (receiver.Changes.Count <= Kills && kill < MostKills); kill++)
        {
            using var working = new CancellationTokenSource();
            var work = Enumerable.Range(0, Jobs).Select(job => FailAndRecoverAsync(server.Http, $"job{job}", working.Token)).ToArray();

            // Somewhere between the run's end, the alert, the outbox, the sending and the note of it.
            await Task.Delay(random.Next(300, longestLife + (LongerBy * Math.Max(0, kill - Kills))), TestContext.Current.CancellationToken);
            await server.KillAsync();
            await working.CancelAsync();
            await Task.WhenAll(work);
            await server.StartAgainAsync();
        }

        var changes = await SettledAsync(server);

        changes.Count.ShouldBeGreaterThan(Kills);
        receiver.Changes.Count.ShouldBe(receiver.Changes.Distinct().Count(), "a change was told under two keys");
        receiver.Changes.Order().ShouldBe(changes.Order());
        receiver.OrderFaults.ShouldBeEmpty();
        TestContext.Current.SendDiagnosticMessage($"{kind}: {changes.Count} changes, {receiver.Keys} keys, {receiver.Calls} calls");
    }

    private static async Task SetUpAsync(ServerProcess server, string url)
    {
        var notifier = await server.PostAsync(
            "/api/notifiers",
            new { name = "ops", type = "webhook", group_seconds = 1, timeout_seconds = 2, settings = new { url, secret = AlertReceiver.Secret } },
            HttpStatusCode.Created);
        var notifiers = new[] { notifier.GetProperty("id").GetString() };
        await server.PostAsync("/api/alert-rules", new { name = "failed", type = "run_failed", notifiers }, HttpStatusCode.Created);
        await server.PostAsync(
            "/api/alert-rules", new { name = "errors", type = "log_match", filter = new { min_level = "ERROR" }, more_than = 2, window_seconds = 3600, notifiers }, HttpStatusCode.Created);
        for (var job = 0; job < Jobs; job++)
        {
            await server.PostAsync("/api/cronjobs", new { name = $"job{job}", type = "external" }, HttpStatusCode.Created);
        }
    }

    // One run fails with errors, the next completes, until the server is gone.
    private static async Task FailAndRecoverAsync(HttpClient http, string job, CancellationToken cancellationToken)
    {
        try
        {
            for (var round = 0; !cancellationToken.IsCancellationRequested; round++)
            {
                using var started = await http.PostAsJsonAsync($"/api/cronjobs/{job}/runs", new { }, cancellationToken);
                var run = (await started.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString();
                var fails = round % 2 == 0;
                using var entries = await http.PostAsJsonAsync(
                    $"/api/job-runs/{run}/logs",
                    Enumerable.Range(0, 4).Select(number => new { message = $"entry {number}", level = fails ? "ERROR" : "INFO" }),
                    cancellationToken);
                using var ended = await http.PatchAsJsonAsync($"/api/job-runs/{run}", new { status = fails ? "failed" : "completed" }, cancellationToken);
                await Task.Delay(50, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            // Killed.
        }
    }

    // Every change that the database knows, once all of them were told.
    private static async Task<List<string>> SettledAsync(ServerProcess server)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var quiet = 0; quiet < 3;)
        {
            var waiting = await server.GetAsync("/api/notifications?state=waiting");
            quiet = waiting.GetProperty("total").GetInt64() == 0 ? quiet + 1 : 0;
            await Task.Delay(2_000, patience.Token);
        }

        (await server.GetAsync("/api/notifications?state=failed")).GetProperty("total").GetInt64().ShouldBe(0);
        var changes = new List<string>();
        for (var skip = 0; ; skip += 1_000)
        {
            var page = await server.GetAsync($"/api/alerts?limit=1000&skip={skip}");
            foreach (var alert in page.GetProperty("alerts").EnumerateArray())
            {
                var id = alert.GetProperty("id").GetString();
                changes.Add(id + ":firing");
                if (alert.GetProperty("state").GetString() == "resolved")
                {
                    changes.Add(id + ":resolved");
                }
            }

            if (!page.GetProperty("has_more").GetBoolean())
            {
                return changes;
            }
        }
    }
}
