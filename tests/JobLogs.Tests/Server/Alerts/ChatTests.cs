using System.Security.Cryptography;
using System.Text;
using JobLogs.Server.Alerts.Notifiers;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>The bodies of chat robots against a web server that checks them as their documentation says.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private NotifierHttp _http = null!;
    private HttpReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => (_http, _receiver) = (Means.Http(_time), await HttpReceiver.StartAsync());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Slack_gets_a_text_in_which_nothing_calls_anybody()
    {
        (await new SlackNotifier(_http).TryAsync(new { url = _receiver.Url }, Means.Message(summary: "<!channel> a & b"))).ShouldBe(Delivery.Delivered);

        var text = (await _receiver.NextAsync()).Json.GetProperty("text").GetString()!;
        text.ShouldBe("JobLogs: FIRING: failed – nightly\n[FIRING] nightly · failed · 1970-01-01T00:00:00Z · run_1\n&lt;!channel&gt; a &amp; b");
    }

    [Fact]
    public async Task Feishu_is_signed_with_timestamp_and_secret_as_the_key()
    {
        _receiver.Answers("""{"code": 0, "msg": "success", "data": {}}""");
        (await new FeishuNotifier(_http, _time).TryAsync(new { url = _receiver.Url, secret = "sesame" }, Means.Message(summary: "<at user_id=\"all\"></at>")))
            .ShouldBe(Delivery.Delivered);

        var body = (await _receiver.NextAsync()).Json;
        var timestamp = body.GetProperty("timestamp").GetString();
        timestamp.ShouldBe("1767323045");
        body.GetProperty("sign").GetString().ShouldBe(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\nsesame"), ""u8.ToArray())));
        body.GetProperty("msg_type").GetString().ShouldBe("text");
        var text = body.GetProperty("content").GetProperty("text").GetString()!;
        text.ShouldStartWith("JobLogs: FIRING: failed – nightly\n");
        text.ShouldNotContain("<at");
    }

    [Fact]
    public async Task DingTalk_is_signed_in_its_address()
    {
        _receiver.Answers("""{"errcode": 0, "errmsg": "ok"}""");
        (await new DingTalkNotifier(_http, _time).TryAsync(new { url = _receiver.Url + "?access_token=abc", secret = "SECsesame" })).ShouldBe(Delivery.Delivered);

        var call = await _receiver.NextAsync();
        var timestamp = call.Query["timestamp"];
        (timestamp, call.Query["access_token"]).ShouldBe(("1767323045000", "abc"));
        call.Query["sign"].ShouldBe(Convert.ToBase64String(HMACSHA256.HashData("SECsesame"u8, Encoding.UTF8.GetBytes($"{timestamp}\nSECsesame"))));
        call.Json.GetProperty("msgtype").GetString().ShouldBe("text");
        call.Json.GetProperty("text").GetProperty("content").GetString()!.ShouldContain("nightly");
    }

    [Fact]
    public async Task WeCom_gets_no_more_than_it_takes()
    {
        _receiver.Answers("""{"errcode": 0, "errmsg": "ok"}""");
        (await new WeComNotifier(_http).TryAsync(new { url = _receiver.Url + "?key=abc" }, Means.Message(50, "任务失败了", "夜间任务"))).ShouldBe(Delivery.Delivered);

        var call = await _receiver.NextAsync();
        var content = call.Json.GetProperty("text").GetProperty("content").GetString()!;
        call.Json.GetProperty("msgtype").GetString().ShouldBe("text");
        Encoding.UTF8.GetByteCount(content).ShouldBeLessThanOrEqualTo(2_048);
        content.ShouldStartWith("JobLogs: 50 firing, 0 resolved\n");
        content.ShouldMatch(@"… and \d+ more$");
    }

    [Theory]
    [InlineData("""{"code": 19021, "msg": "sign match fail"}""", nameof(DeliveryOutcome.Refused))]
    [InlineData("""{"code": 11232, "msg": "too many"}""", nameof(DeliveryOutcome.Retry))]
    [InlineData("""<html>""", nameof(DeliveryOutcome.Retry))]
    public async Task A_code_of_its_own_is_what_counts(string answer, string outcome)
    {
        _receiver.Answers(answer);

        (await new FeishuNotifier(_http, _time).TryAsync(new { url = _receiver.Url })).Outcome.ToString().ShouldBe(outcome);
    }
}
