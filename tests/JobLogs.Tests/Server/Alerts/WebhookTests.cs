using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using JobLogs.Server.Alerts.Notifiers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>Webhooks against a real web server.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(At);
    private NotifierHttp _http = null!;
    private HttpReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => (_http, _receiver) = (Means.Http(_time), await HttpReceiver.StartAsync());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_message_is_signed_over_timestamp_and_body()
    {
        (await TryAsync(new { url = _receiver.Url, secret = "sesame", authorization = "Bearer abc" })).ShouldBe(Delivery.Delivered);

        var call = await _receiver.NextAsync();
        var timestamp = call.Headers["X-JobLogs-Timestamp"];
        timestamp.ShouldBe(At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signed = HMACSHA256.HashData("sesame"u8, [.. Encoding.UTF8.GetBytes(timestamp), (byte)'.', .. call.Body]);
        call.Headers["X-JobLogs-Signature"].ShouldBe("sha256=" + Convert.ToHexStringLower(signed));
        (call.Headers["Idempotency-Key"], call.Headers["Authorization"], call.Headers["Content-Type"]).ShouldBe(("msg_1234", "Bearer abc", "application/json; charset=utf-8"));
        (call.Json.GetProperty("id").GetString(), call.Json.GetProperty("version").GetInt32()).ShouldBe(("msg_1234", 1));
        var change = call.Json.GetProperty("alerts")[0];
        (change.GetProperty("state").GetString(), change.GetProperty("at").GetString()).ShouldBe(("firing", "1970-01-01T00:00:00.000000Z"));
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_signed()
    {
        await TryAsync(new { url = _receiver.Url });

        (await _receiver.NextAsync()).Headers.Keys.ShouldNotContain("X-JobLogs-Signature");
    }

    [Theory]
    [InlineData(204, nameof(DeliveryOutcome.Delivered))]
    [InlineData(302, nameof(DeliveryOutcome.Refused))]
    [InlineData(400, nameof(DeliveryOutcome.Refused))]
    [InlineData(404, nameof(DeliveryOutcome.Refused))]
    [InlineData(408, nameof(DeliveryOutcome.Retry))]
    [InlineData(410, nameof(DeliveryOutcome.Gone))]
    [InlineData(425, nameof(DeliveryOutcome.Retry))]
    [InlineData(429, nameof(DeliveryOutcome.Retry))]
    [InlineData(500, nameof(DeliveryOutcome.Retry))]
    [InlineData(503, nameof(DeliveryOutcome.Retry))]
    public async Task What_an_answer_means(int status, string outcome)
    {
        _receiver.Answers(status, ("Location", "http://127.0.0.1:1/elsewhere"));

        (await TryAsync(new { url = _receiver.Url })).Outcome.ToString().ShouldBe(outcome);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Fri, 02 Jan 2026 03:05:05 GMT", 60)]
    [InlineData("86400", 3_600)]
    public async Task Retry_after_is_heard_up_to_an_hour(string header, int seconds)
    {
        _receiver.Answers(429, ("Retry-After", header));

        (await TryAsync(new { url = _receiver.Url })).RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Of_an_answer_that_never_ends_the_status_is_enough()
    {
        _receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string('x', 10_000), CancellationToken.None);
            }
        };

        (await TryAsync(new { url = _receiver.Url })).ShouldBe(Delivery.Delivered);
    }

    [Fact]
    public async Task Of_a_chat_robots_answer_that_never_ends_no_more_is_read_than_it_may_have()
    {
        _receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string(' ', 10_000), CancellationToken.None);
            }
        };

        (await new WeComNotifier(_http).TryAsync(new { url = _receiver.Url })).Outcome.ShouldBe(DeliveryOutcome.Retry);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_may_come_back()
    {
        var delivery = await TryAsync(new { url = "http://127.0.0.1:1/hook" });

        delivery.Outcome.ShouldBe(DeliveryOutcome.Retry);
        delivery.Error.ShouldNotBeNull().ShouldContain("can't be reached");
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_called_unless_it_is_allowed()
    {
        using var http = Means.Http(_time, "none");
        var url = _receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        var delivery = await new WebhookNotifier(http, _time).TryAsync(new { url });

        delivery.Outcome.ShouldBe(DeliveryOutcome.Retry);
        delivery.Error.ShouldNotBeNull().ShouldContain("ALERT_ALLOWED_NETWORKS");
        _receiver.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_environment_has_a_proxy_the_call_is_made_through_it()
    {
        using var http = Means.Http(_time, "none", new WebProxy(new Uri(_receiver.Url)));

        (await new WebhookNotifier(http, _time).TryAsync(new { url = "http://receiver.example/hook" })).ShouldBe(Delivery.Delivered);

        (await _receiver.NextAsync()).Headers["Host"].ShouldBe("receiver.example");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9200/hook")]
    [InlineData("http://[::1]/hook")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://2852039166/")]
    public void An_address_that_is_not_allowed_is_told_when_the_notifier_is_made(string url)
    {
        using var http = Means.Http(_time, "10.0.0.0/8");

        http.Fault(url).ShouldNotBeNull().ShouldContain("ALERT_ALLOWED_NETWORKS");
    }

    [Theory]
    [InlineData("example.com/hook")]
    [InlineData("ftp://example.com")]
    [InlineData("https://user:pass@example.com")]
    public void An_address_is_one_of_the_web(string url) => _http.Fault(url).ShouldNotBeNull();

    private Task<Delivery> TryAsync(object settings) => new WebhookNotifier(_http, _time).TryAsync(settings);
}
