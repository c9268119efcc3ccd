using System.Net;
using System.Text;
using System.Text.Json;
using JobLogs.Tests.Server.Access.Keys;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>Rules, alerts, notifiers and the outbox over HTTP, on the whole server.</summary>
public sealed class AlertEndpointTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private HttpReceiver _receiver = null!;
    private WholeServer _server = null!;
    private string _folder = null!;

    public async ValueTask InitializeAsync()
    {
        _folder = Directory.CreateTempSubdirectory("joblogs-alerts-").FullName;
        (_receiver, _server) = (await HttpReceiver.StartAsync(), await WholeServer.StartAsync(null, _folder, "--ALERT_ALLOWED_NETWORKS", "127.0.0.1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_that_fails_is_told_acknowledged_and_told_again_when_it_is_well()
    {
        var notifier = await MakeNotifierAsync(new { url = _receiver.Url, secret = "sesame" });
        var rule = await SendAsync(HttpMethod.Post, "/api/alert-rules", 201, new { name = "failed", type = "run_failed", notifiers = (string[])[notifier] });
        await EndRunAsync("failed");
        var told = (await _receiver.NextAsync()).Json.GetProperty("alerts")[0];

        told.GetProperty("rule_id").GetString().ShouldBe(rule.GetProperty("id").GetString());
        var alert = (await SendAsync(HttpMethod.Get, "/api/alerts?state=firing&job_id=nightly", 200)).GetProperty("alerts")[0];
        (alert.GetProperty("id").GetString(), alert.GetProperty("state").GetString()).ShouldBe((told.GetProperty("alert_id").GetString(), "firing"));
        alert.GetProperty("acknowledged").ValueKind.ShouldBe(JsonValueKind.Null);
        alert.GetProperty("summary_details").GetProperty("code").GetString().ShouldBe("run_ended");
        alert.GetProperty("resolution_details").ValueKind.ShouldBe(JsonValueKind.Null);
        var path = "/api/alerts/" + alert.GetProperty("id").GetString();
        (await SendAsync(HttpMethod.Post, path + "/acknowledge", 200, new { note = "looking" })).GetProperty("acknowledged").GetProperty("note").GetString().ShouldBe("looking");

        await EndRunAsync("completed");
        (await _receiver.NextAsync()).Json.GetProperty("alerts")[0].GetProperty("state").GetString().ShouldBe("resolved");
        var ended = await SendAsync(HttpMethod.Get, path, 200);
        ended.GetProperty("resolution").GetString().ShouldBe("A run of the job has completed.");
        ended.GetProperty("resolution_details").GetRawText().ShouldBe("""{"code":"completed","values":{}}""");
        (await SendAsync(HttpMethod.Get, "/api/notifications?alert_id=" + alert.GetProperty("id").GetString(), 200)).GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_secret_is_shown_nowhere_and_three_asterisks_keep_it()
    {
        var id = await MakeNotifierAsync(new { url = _receiver.Url, secret = "open-sesame-4711" });
        var shown = await SendAsync(HttpMethod.Get, "/api/notifiers/" + id, 200);
        shown.GetProperty("settings").GetRawText().ShouldBe($$"""{"url":"{{_receiver.Url}}","secret":"***"}""");
        await SendAsync(HttpMethod.Put, "/api/notifiers/" + id, 200, new { name = "renamed", type = "webhook", settings = new { url = _receiver.Url, secret = "***" } });
        var test = await SendAsync(HttpMethod.Post, $"/api/notifiers/{id}/test", 200);

        test.GetProperty("delivered").GetBoolean().ShouldBeTrue();
        var call = await _receiver.NextAsync();
        call.Json.GetProperty("test").GetBoolean().ShouldBeTrue();
        var key = System.Security.Cryptography.HMACSHA256.HashData("open-sesame-4711"u8, [.. Encoding.UTF8.GetBytes(call.Headers["X-JobLogs-Timestamp"] + "."), .. call.Body]);
        call.Headers["X-JobLogs-Signature"].ShouldBe("sha256=" + Convert.ToHexStringLower(key));
        await _server.DisposeAsync();
        Directory.GetFiles(_folder, "joblogs.db*").Where(file => Contains(File.ReadAllBytes(file), "open-sesame-4711")).ShouldBeEmpty();
        _server = await WholeServer.StartAsync(null, _folder, "--ALERT_ALLOWED_NETWORKS", "127.0.0.1");
    }

    [Fact]
    public async Task A_test_says_what_went_wrong_and_hides_the_secret_in_it()
    {
        _receiver.Answers("""{"code": 19001, "msg": "param invalid: incoming webhook access token invalid: token-4711"}""");
        var made = await SendAsync(HttpMethod.Post, "/api/notifiers", 201, new { name = "f", type = "feishu", settings = new { url = _receiver.Url, secret = "token-4711" } });

        var test = await SendAsync(HttpMethod.Post, $"/api/notifiers/{made.GetProperty("id").GetString()}/test", 200);

        test.GetProperty("delivered").GetBoolean().ShouldBeFalse();
        test.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("19001");
        test.GetProperty("error").GetString().ShouldNotBeNull().ShouldNotContain("token-4711");
    }

    [Fact]
    public async Task A_failed_notification_is_tried_again_when_somebody_asks()
    {
        _receiver.Answers(400);
        var notifier = await MakeNotifierAsync(new { url = _receiver.Url });
        await SendAsync(HttpMethod.Post, "/api/alert-rules", 201, new { name = "failed", type = "run_failed", notifiers = (string[])[notifier] });
        await EndRunAsync("failed");
        var first = await _receiver.NextAsync();
        var failed = await UntilAsync("/api/notifications?state=failed", list => list.GetProperty("total").GetInt32() == 1);
        var id = failed.GetProperty("notifications")[0].GetProperty("id").GetString();
        failed.GetProperty("notifications")[0].GetProperty("last_error").GetString().ShouldBe("The receiver answered 400 Bad Request.");
        _receiver.Answers(204);

        await SendAsync(HttpMethod.Post, $"/api/notifications/{id}/retry", 202);
        (await _receiver.NextAsync()).Headers["Idempotency-Key"].ShouldBe(first.Headers["Idempotency-Key"]);
        await UntilAsync("/api/notifications?state=sent", list => list.GetProperty("total").GetInt32() == 1);
        (await SendAsync(HttpMethod.Post, $"/api/notifications/{id}/retry", 409)).GetProperty("code").GetString().ShouldBe("notification_sent");
    }

    [Fact]
    public async Task A_rule_comes_back_as_it_was_sent_and_may_be_sent_back()
    {
        var sent = new { name = "many errors", type = "log_match", filter = new { min_level = "ERROR", step = (string[])["fetch"] }, more_than = 10, quiet_seconds = 60 };
        var made = await SendAsync(HttpMethod.Post, "/api/alert-rules", 201, sent);
        var path = "/api/alert-rules/" + made.GetProperty("id").GetString();

        (made.GetProperty("window_seconds").GetInt32(), made.GetProperty("filter").GetRawText()).ShouldBe((300, """{"min_level":"ERROR","step":["fetch"]}"""));
        (await SendAsync(HttpMethod.Put, path, 200, made)).GetProperty("more_than").GetInt32().ShouldBe(10);
        (await SendAsync(HttpMethod.Get, "/api/alert-rules", 200)).GetProperty("alert_rules")[0].GetProperty("quiet_seconds").GetInt32().ShouldBe(60);
        (await SendAsync(HttpMethod.Post, "/api/alert-rules", 409, sent)).GetProperty("code").GetString().ShouldBe("name_taken");
        (await _server.SendAsync(HttpMethod.Delete, path)).Status.ShouldBe(HttpStatusCode.NoContent);
        await SendAsync(HttpMethod.Get, path, 404);
    }

    [Fact]
    public async Task A_notifier_that_a_rule_names_is_not_deleted()
    {
        var notifier = await MakeNotifierAsync(new { url = _receiver.Url });
        await SendAsync(HttpMethod.Post, "/api/alert-rules", 201, new { name = "failed", type = "run_failed", notifiers = (string[])[notifier] });

        (await SendAsync(HttpMethod.Delete, "/api/notifiers/" + notifier, 409)).GetProperty("code").GetString().ShouldBe("notifier_in_use");
    }

    private static bool Contains(byte[] bytes, string needle) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(needle)) >= 0;

    private async Task<string> MakeNotifierAsync(object settings)
    {
        var made = await SendAsync(HttpMethod.Post, "/api/notifiers", 201, new { name = "ops", type = "webhook", group_seconds = 0, settings });
        return made.GetProperty("id").GetString()!;
    }

    private async Task EndRunAsync(string status)
    {
        if ((await _server.SendAsync(HttpMethod.Get, "/api/cronjobs/nightly")).Status == HttpStatusCode.NotFound)
        {
            await SendAsync(HttpMethod.Post, "/api/cronjobs", 201, new { name = "nightly", type = "external" });
        }

        var run = await SendAsync(HttpMethod.Post, "/api/cronjobs/nightly/runs", 201, new { });
        await SendAsync(HttpMethod.Patch, "/api/job-runs/" + run.GetProperty("id").GetString(), 200, new { status });
    }

    private async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await SendAsync(HttpMethod.Get, path, 200);
            if (isSo(answer))
            {
                return answer;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, int expected, object? body = null)
    {
        var (status, answer, _) = await _server.SendAsync(method, path, body: body);
        ((int)status).ShouldBe(expected, $"{path}: {answer}");
        return answer;
    }
}
