using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Samples;

/// <summary>The program of samples/extensions: a server with a handler, a filter field, a notifier and a kind of database of its own.</summary>
public sealed class ExtensionsTests : IAsyncLifetime
{
    private const string Never = "0 0 29 2 *";

    private readonly string _temporary = Directory.CreateTempSubdirectory("joblogs-extensions-").FullName;
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartProgramAsync(
        "sample-extensions.dll",
        0,
        ("DATABASE_URL", "temporary:"),
        ("TMPDIR", _temporary),
        ("ALERT_ALLOWED_NETWORKS", "127.0.0.1"),
        ("SECRET_KEY", Convert.ToBase64String(new byte[32].Select((_, index) => (byte)index).ToArray())));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_temporary, recursive: true);
    }

    [Fact]
    public async Task The_handler_checks_and_runs_its_jobs()
    {
        (await _server.GetAsync("/api/system")).GetProperty("job_types").EnumerateArray().Select(type => type.GetString()).ShouldContain("disk_space");
        var refused = await _server.PostAsync(
            "/api/cronjobs", new { name = "a", type = "disk_space", cron_expression = Never, parameters = new { min_free_percent = 101, path = "/" } }, HttpStatusCode.BadRequest);
        refused.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["parameters.min_free_percent", "parameters.path", "parameters.paths"]);

        var (run, status) = await RunDiskSpaceAsync("disks", 0);

        status.ShouldBe("completed");
        var entry = (await _server.GetAsync($"/api/job-runs/{run}/logs?step=look")).GetProperty("logs")[0];
        entry.GetProperty("message").GetString()!.ShouldEndWith("% free");
        entry.GetProperty("details").GetProperty("total_bytes").GetInt64().ShouldBeGreaterThan(0);
        (await _server.GetAsync($"/api/job-runs/{run}/metrics")).GetProperty("metrics")[0].GetProperty("metric_name").GetString().ShouldBe("disk_free_percent");
    }

    [Fact]
    public async Task The_filter_field_narrows_history_search_statistics_and_export()
    {
        var (_, run) = await _server.StartExternalRunAsync("slow");
        await WriteAsync(run, ("fast", 20), ("slow", 1500), ("slower", 90_000), ("who knows", null));

        (await MessagesAsync(_server.GetAsync("/api/logs?min_duration_ms=1500&order=asc"))).ShouldBe(["slow", "slower"]);
        (await MessagesAsync(_server.GetAsync($"/api/job-runs/{run}/logs/realtime?min_duration_ms=0"))).ShouldBe(["fast", "slow", "slower"]);
        (await MessagesAsync(_server.PostAsync("/api/search", new { filters = new { min_duration_ms = 1501 } }, HttpStatusCode.OK))).ShouldBe(["slower"]);
        (await _server.GetAsync("/api/logs/statistics?min_duration_ms=1500")).GetProperty("total").GetInt64().ShouldBe(2);
        (await _server.Http.GetStringAsync("/api/logs/export?format=ndjson&min_duration_ms=1501")).Trim().Split('\n').ShouldHaveSingleItem();
        using var refused = await _server.Http.GetAsync("/api/logs?min_duration_ms=long");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("min_duration_ms")[0].GetString()
            .ShouldBe("'long' is not a whole number of milliseconds, such as 1500.");
    }

    [Fact]
    public async Task The_filter_field_narrows_what_comes_live_by_WebSocket()
    {
        var (_, run) = await _server.StartExternalRunAsync("followed");
        await WriteAsync(run, ("old", 2_000), ("old and fast", 20));
        await using var socket = await SocketConversation.OpenAsync(_server.Address, $"/api/job-runs/{run}/logs/ws");

        await socket.SendAsync(new { type = "subscribe", types = new[] { "log" }, filters = new { min_duration_ms = "long" } });
        (await socket.UntilAsync("error"))[^1].GetProperty("data").GetProperty("errors").GetProperty("min_duration_ms")[0].GetString()!.ShouldStartWith("'long' is not");
        await socket.SendAsync(new { type = "subscribe", types = new[] { "log" }, filters = new { min_duration_ms = 1_000 } });
        Logs(await socket.UntilAsync("caught_up")).ShouldBe(["old"]);

        await WriteAsync(run, ("fast", 30), ("slow", 4_000), ("who knows", null), ("slower", 6_000));
        using var ended = await _server.Http.PatchAsJsonAsync($"/api/job-runs/{run}", new { status = "completed" });
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
        var rest = await socket.UntilAsync("end");
        Logs(rest).ShouldBe(["slow", "slower"]);
        rest[^1].GetProperty("data").GetProperty("matched").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task The_filter_field_narrows_an_event_stream()
    {
        var (_, run) = await _server.StartExternalRunAsync("streamed");
        await WriteAsync(run, ("fast", 20), ("slow", 6_000));
        using var ended = await _server.Http.PatchAsJsonAsync($"/api/job-runs/{run}", new { status = "completed" });
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);

        var events = await _server.Http.GetStringAsync($"/api/job-runs/{run}/logs/stream?min_duration_ms=5000");

        events.Split('\n').Count(static line => line == "event: log").ShouldBe(1);
        events.ShouldContain("\"message\":\"slow\"");
    }

    [Fact]
    public async Task The_notifier_is_told_and_its_token_is_kept_secret()
    {
        await using var ntfy = await CallReceiver.StartAsync();
        var refused = await _server.PostAsync("/api/notifiers", new { name = "phone", type = "ntfy", settings = new { url = "ntfy.sh" } }, HttpStatusCode.BadRequest);
        refused.GetProperty("detail").GetString()!.ShouldContain("topic");
        var notifier = await _server.PostAsync(
            "/api/notifiers", new { name = "phone", type = "ntfy", group_seconds = 0, settings = new { url = ntfy.Url, topic = "jobs", token = "tk_secret" } }, HttpStatusCode.Created);
        notifier.GetProperty("settings").GetProperty("token").GetString().ShouldBe("***");
        await _server.PostAsync("/api/alert-rules", new { name = "failed", type = "run_failed", notifiers = new[] { notifier.GetProperty("id").GetString() } }, HttpStatusCode.Created);

        var (_, status) = await RunDiskSpaceAsync("full", 100);

        status.ShouldBe("failed");
        var (authorization, body) = await ntfy.NextAsync();
        authorization.ShouldBe("Bearer tk_secret");
        (body.GetProperty("topic").GetString(), body.GetProperty("priority").GetInt32()).ShouldBe(("jobs", 4));
        body.GetProperty("title").GetString().ShouldBe("JobLogs: FIRING: failed – full");
        body.GetProperty("message").GetString()!.ShouldContain("Less than 100 % is free");
    }

    [Fact]
    public async Task The_database_holds_it_all_and_is_gone_when_the_server_has_stopped()
    {
        var (_, run) = await _server.StartExternalRunAsync("kept for a while");
        await WriteAsync(run, ("kept", null));

        var folder = Directory.GetDirectories(_temporary, "joblogs-*").ShouldHaveSingleItem();
        File.Exists(Path.Combine(folder, "joblogs.db")).ShouldBeTrue();
        (await MessagesAsync(_server.GetAsync("/api/logs"))).ShouldBe(["kept"]);

        (await _server.StopAsync()).ShouldBe(0);
        Directory.GetDirectories(_temporary, "joblogs-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_server_wants_of_the_runtime_holds_in_any_program()
    {
        var (_, run) = await _server.StartExternalRunAsync("cut short");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("""{"message": "whole, but for the checksum behind it"}"""u8);
        }

        using var content = new ByteArrayContent(packed.ToArray()[..^8]) { Headers = { ContentType = new("application/x-ndjson"), ContentEncoding = { "gzip" } } };
        using var response = await _server.Http.PostAsync($"/api/job-runs/{run}/logs", content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(string Run, string? Status)> RunDiskSpaceAsync(string name, int minFreePercent)
    {
        var job = await _server.PostAsync(
            "/api/cronjobs",
            new { name, type = "disk_space", cron_expression = Never, parameters = new { paths = new[] { _temporary }, min_free_percent = minFreePercent } },
            HttpStatusCode.Created);
        var accepted = await _server.PostAsync($"/api/cronjobs/{job.GetProperty("id").GetString()}/trigger", new { }, HttpStatusCode.Accepted);
        var run = accepted.GetProperty("job_run_id").GetString()!;

        // A run's stream ends with the run.
        await _server.Http.GetStringAsync($"/api/job-runs/{run}/logs/stream");
        return (run, (await _server.GetAsync($"/api/job-runs/{run}")).GetProperty("status").GetString());
    }

    private Task WriteAsync(string run, params (string Message, int? DurationMs)[] entries) => _server.PostAsync(
        $"/api/job-runs/{run}/logs", entries.Select(entry => new { message = entry.Message, duration_ms = entry.DurationMs }), HttpStatusCode.OK);

    private static string?[] Logs(IEnumerable<JsonElement> messages) =>
        [.. messages.Where(message => message.GetProperty("type").GetString() == "log").Select(message => message.GetProperty("data").GetProperty("message").GetString())];

    private static async Task<string?[]> MessagesAsync(Task<JsonElement> page) =>
        [.. (await page).GetProperty("logs").EnumerateArray().Select(entry => entry.GetProperty("message").GetString())];
}
