using JobLogs.Server.Alerts.Notifiers;
using SmtpServer.Protocol;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>Mail against a real mail server.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private MailReceiver _receiver = null!;

    public ValueTask InitializeAsync()
    {
        _receiver = MailReceiver.Start();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task A_mail_says_what_changed_to_each_receiver()
    {
        (await TryAsync("sesame")).ShouldBe(Delivery.Delivered);

        var (user, mail) = await _receiver.NextAsync();
        (user, mail.Subject, mail.MessageId).ShouldBe(("joblogs", "JobLogs: FIRING: failed – 夜间任务", "msg_1234@example.com"));
        mail.To.Mailboxes.Select(mailbox => mailbox.Address).ShouldBe(["a@example.com", "b@example.com"]);
        mail.Headers["X-JobLogs-Idempotency-Key"].ShouldBe("msg_1234");
        mail.TextBody.ShouldNotBeNull().ReplaceLineEndings("\n").ShouldContain("[FIRING] 夜间任务 · failed");
    }

    [Fact]
    public async Task A_wrong_password_may_be_mended_and_is_in_no_error()
    {
        var delivery = await TryAsync("open barley");

        delivery.Outcome.ShouldBe(DeliveryOutcome.Retry);
        delivery.Error.ShouldNotBeNull().ShouldNotContain("barley");
    }

    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable, nameof(DeliveryOutcome.Refused))]
    [InlineData(SmtpReplyCode.InsufficientStorage, nameof(DeliveryOutcome.Retry))]
    public async Task What_an_answer_means(SmtpReplyCode code, string outcome)
    {
        _receiver.Answer = new SmtpResponse(code, "no");

        (await TryAsync("sesame")).Outcome.ToString().ShouldBe(outcome);
    }

    [Fact]
    public async Task A_server_that_offers_no_privacy_gets_no_mail_where_it_was_asked_for()
    {
        var delivery = await new EmailNotifier().TryAsync(new { host = "127.0.0.1", port = _receiver.Port, from = "joblogs@example.com", to = (string[])["a@example.com"] });

        delivery.Outcome.ShouldBe(DeliveryOutcome.Retry);
    }

    [Fact]
    public void A_password_is_not_sent_in_the_open_to_another_machine()
    {
        var settings = System.Text.Json.JsonSerializer.SerializeToElement(
            new { host = "mail.example.com", security = "none", username = "x", from = "joblogs@example.com", to = (string[])["a@example.com"] });

        new EmailNotifier().Check(new NotifierSettings(settings))!.Value.Field.ShouldBe("security");
    }

    private Task<Delivery> TryAsync(string password) => new EmailNotifier().TryAsync(
        new
        {
            host = "127.0.0.1", port = _receiver.Port, security = "none", username = "joblogs", password,
            from = "JobLogs <joblogs@example.com>", to = (string[])["a@example.com", "b@example.com"],
        },
        Means.Message(job: "夜间任务"));
}
