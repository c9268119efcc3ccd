using JobLogs.Server.Alerts;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Alerts.Sending;
using JobLogs.Server.Alerts.Watching;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>How notifications are sent, again and again where they must be.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private AlertHouse _house = null!;
    private Job _job = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await AlertHouse.OpenAsync();
        var notifier = await _house.NotifierAsync();
        await _house.RuleAsync("run_failed", "{}", rule => rule with { Notifiers = [notifier.Number] });
        _job = await _house.JobAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_message_says_what_changed()
    {
        await FailAsync();
        await SendAsync();

        var message = _house.Receiver.Messages.ShouldHaveSingleItem();
        (message.Test, message.Version, message.Id[..4]).ShouldBe((false, 1, "msg_"));
        var change = message.Alerts.ShouldHaveSingleItem();
        (change.State, change.JobName, change.Type, change.Summary).ShouldBe(("firing", "nightly", "run_failed", "A run of 'nightly' ended as failed."));
        (await StateAsync()).ShouldBe(NotificationState.Sent);
    }

    [Fact]
    public async Task What_failed_is_tried_again_later_and_later_with_the_same_id()
    {
        _house.Receiver.Answer = _ => Delivery.Retry("500");
        await FailAsync();
        await SendAsync();
        await SendAsync();
        _house.Receiver.Messages.Count.ShouldBe(1);
        _house.Time.Advance(TimeSpan.FromSeconds(2.5));
        await SendAsync();
        _house.Time.Advance(TimeSpan.FromSeconds(2.5));
        await SendAsync();
        _house.Receiver.Messages.Count.ShouldBe(2);
        _house.Receiver.Answer = _ => Delivery.Delivered;
        _house.Time.Advance(TimeSpan.FromSeconds(5));
        await SendAsync();

        _house.Receiver.Messages.Select(message => message.Id).Distinct().ShouldHaveSingleItem();
        _house.Receiver.Messages.Count.ShouldBe(3);
        (await StateAsync()).ShouldBe(NotificationState.Sent);
    }

    [Fact]
    public async Task A_receiver_that_says_when_to_come_again_is_left_alone_until_then()
    {
        _house.Receiver.Answer = _ => Delivery.Retry("429") with { RetryAfter = TimeSpan.FromMinutes(2) };
        await FailAsync();
        await SendAsync();
        _house.Time.Advance(TimeSpan.FromSeconds(119));
        await SendAsync();
        _house.Receiver.Messages.Count.ShouldBe(1);
        _house.Time.Advance(TimeSpan.FromSeconds(2));
        await SendAsync();

        _house.Receiver.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_refused_is_not_tried_again_and_what_fails_for_a_day_is_given_up()
    {
        _house.Receiver.Answer = _ => Delivery.Refused("400");
        await FailAsync();
        await SendAsync();
        (await StateAsync()).ShouldBe(NotificationState.Failed);

        _house.Receiver.Answer = _ => Delivery.Retry("500");
        await RecoverAsync();
        for (var hour = 0; hour < 25; hour++)
        {
            await SendAsync();
            _house.Time.Advance(TimeSpan.FromHours(1));
        }

        (await StateAsync()).ShouldBe(NotificationState.Failed);
        _house.Receiver.Messages.Count.ShouldBeInRange(20, 26);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_disabled()
    {
        _house.Receiver.Answer = _ => new Delivery(DeliveryOutcome.Gone, "410");
        await FailAsync();
        await SendAsync();

        (await _house.Alerts.NotifiersAsync(0, 10, CancellationToken.None)).Items.ShouldHaveSingleItem().Enabled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_try_whose_end_was_not_noted_is_made_again_with_the_same_id_and_changes()
    {
        await FailAsync();
        _house.Receiver.Answer = _ =>
        {
            // The server dies after the receiver has it.
            _house.Queue.Failure = new Storage.StoreUnavailableException("store_unavailable", "gone");
            return Delivery.Delivered;
        };
        await Should.ThrowAsync<Storage.StoreUnavailableException>(SendAsync);
        _house.Receiver.Answer = _ => Delivery.Delivered;
        _house.Restart();
        await RecoverAsync();
        await SendAsync();
        _house.Receiver.Messages.Count.ShouldBe(1);
        _house.Time.Advance(TimeSpan.FromSeconds(12));
        await SendAsync();
        await SendAsync();

        var messages = _house.Receiver.Messages;
        messages.Select(message => message.Alerts.Single().State).ShouldBe(["firing", "firing", "resolved"]);
        messages[1].Id.ShouldBe(messages[0].Id);
        messages[2].Id.ShouldNotBe(messages[0].Id);
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(2, 0, 4)]
    [InlineData(5, 0, 32)]
    [InlineData(40, 0, 900)]
    [InlineData(1, 0.8, 2.4)]
    public void Waits_double_up_to_the_longest_and_chance_makes_them_longer(int tries, double chance, double seconds)
    {
        var schedule = new RetrySchedule(Options.Create(new AlertsOptions()), () => chance);

        schedule.After(tries, null).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private async Task FailAsync()
    {
        await _house.FinishedAsync(_job, 1, RunStatus.Failed);
        await _house.LookAsync();
    }

    private async Task RecoverAsync()
    {
        await _house.FinishedAsync(_job, 1);
        await _house.LookAsync();
    }

    // What the sender does, without its loop.
    private async Task SendAsync()
    {
        foreach (var due in await _house.Alerts.DueAsync(_house.Now, 10, CancellationToken.None))
        {
            await _house.Get<NotificationDelivery>().TryAsync(due, (await TokenAsync()), CancellationToken.None);
        }
    }

    private async Task<int> TokenAsync()
    {
        await _house.LookAsync();
        return _house.Get<AlertLease>().Token.ShouldNotBeNull();
    }

    private async Task<NotificationState> StateAsync() =>
        (await _house.Alerts.NotificationsAsync(new NotificationQuery(null, null, null, 0, 1), CancellationToken.None)).Items[0].State;
}
