using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What is told of alerts, to whom, when, and how it goes.</summary>
public abstract class OutboxContract : StoreContract
{
    private int _token;

    [Fact]
    public async Task Changes_within_the_group_time_go_together_until_the_first_try()
    {
        var (one, two, three) = (await JobAsync("one"), await JobAsync("two"), await JobAsync("three"));
        var rule = await RuleAsync(0, await NotifierAsync("ops", groupSeconds: 10));
        await SeeAsync(Fires(rule, one));
        Store.Time.Advance(TimeSpan.FromSeconds(5));
        await SeeAsync(Fires(rule, two));
        (await DueAsync()).ShouldBeEmpty();
        Store.Time.Advance(TimeSpan.FromSeconds(5));
        var due = (await DueAsync()).ShouldHaveSingleItem();
        await BeginAsync(due);
        await SeeAsync(Fires(rule, three));

        due.Changes.ShouldBe(2);
        (await Store.Alerts.ChangesAsync(due.Number, Cancel)).Select(change => change.Alert.Job).ShouldBe([one.Id, two.Id]);
        (await AllAsync()).Select(notification => notification.Changes).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Without_a_group_time_each_change_goes_by_itself_and_to_each_notifier_that_is_enabled()
    {
        var (one, two) = (await JobAsync("one"), await JobAsync("two"));
        var off = await NotifierAsync("off", enabled: false);
        var rule = await RuleAsync(0, await NotifierAsync("a"), await NotifierAsync("b"), off);
        await SeeAsync(Fires(rule, one), Fires(rule, two));

        (await AllAsync()).Select(notification => (notification.NotifierName, notification.Changes)).ShouldBe([("b", 1), ("a", 1), ("b", 1), ("a", 1)]);
        (await DueAsync()).Select(notification => notification.NotifierName).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_notifier_is_told_in_order_and_what_waits_for_its_next_try_holds_up_only_its_own()
    {
        var (one, two) = (await JobAsync("one"), await JobAsync("two"));
        var rule = await RuleAsync(0, await NotifierAsync("a"), await NotifierAsync("b"));
        await SeeAsync(Fires(rule, one), Fires(rule, two));
        var due = await DueAsync();
        await BeginAsync(due[0]);
        await EndAsync(due[0], NotificationState.Waiting, error: "500", retryAt: Now + (60 * Second));
        await BeginAsync(due[1]);
        await EndAsync(due[1], NotificationState.Sent);

        (await DueAsync()).ShouldHaveSingleItem().NotifierName.ShouldBe("b");
        Store.Time.Advance(TimeSpan.FromSeconds(60));
        var again = (await DueAsync()).Single(notification => notification.NotifierName == "a");
        (again.Number, again.Attempts, again.LastError, again.FirstTriedAt).ShouldBe((due[0].Number, 1, "500", Now - (60 * Second)));
        var sent = (await Store.Alerts.FindNotificationAsync(due[1].Number, Cancel))!;
        (sent.State, sent.SentAt, sent.LastError).ShouldBe((NotificationState.Sent, Now - (60 * Second), null));
    }

    [Fact]
    public async Task A_try_that_nobody_ended_is_made_again_and_a_late_sender_is_refused()
    {
        var rule = await RuleAsync(0, await NotifierAsync("ops"));
        await SeeAsync(Fires(rule, await JobAsync()));
        var due = (await DueAsync()).Single();
        await BeginAsync(due, retryAt: Now + (20 * Second));
        (await DueAsync()).ShouldBeEmpty();
        var old = _token;
        Store.Time.Advance(TimeSpan.FromSeconds(31));
        await LeaseAsync("there");
        var late = new EndDelivery(old, due.Number, NotificationState.Sent);
        await CommitAsync(late);

        late.Refusal.ShouldBe(Refusal.LeaseLost);
        (await DueAsync()).ShouldHaveSingleItem().Number.ShouldBe(due.Number);
        await EndAsync(due, NotificationState.Sent);
        var twice = new BeginDelivery(_token, due.Number, Now);
        await CommitAsync(twice);
        twice.Refusal.ShouldBe(Refusal.WrongStatus);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_for_good_is_told_nothing_more_until_it_is_enabled_again()
    {
        var notifier = await NotifierAsync("ops");
        var rule = await RuleAsync(0, notifier);
        await SeeAsync(Fires(rule, await JobAsync("one")), Fires(rule, await JobAsync("two")));
        var due = (await DueAsync()).Single();
        await BeginAsync(due);
        await CommitAsync(new EndDelivery(_token, due.Number, NotificationState.Failed) { Error = "410", DisablesNotifier = true });
        (await DueAsync()).ShouldBeEmpty();
        (await Store.Alerts.FindNotifierAsync(notifier, Cancel))!.Enabled.ShouldBeFalse();

        await CommitAsync(new SaveNotifier((await Store.Alerts.FindNotifierAsync(notifier, Cancel))! with { Enabled = true }));

        (await DueAsync()).ShouldHaveSingleItem();
        var counts = (await Store.Alerts.BookAsync(Cancel)).Notifications;
        counts.ShouldBe(new OutboxCounts(1, 1));
    }

    [Fact]
    public async Task What_failed_is_tried_again_when_somebody_asks_and_what_was_received_is_not()
    {
        var rule = await RuleAsync(0, await NotifierAsync("ops"));
        await SeeAsync(Fires(rule, await JobAsync()));
        var due = (await DueAsync()).Single();
        await BeginAsync(due);
        await EndAsync(due, NotificationState.Failed, "400");
        Store.Time.Advance(TimeSpan.FromSeconds(20));
        var retry = new RetryNotification(due.Number);
        var unknown = new RetryNotification(5);
        await CommitAsync(retry, unknown);
        (await DueAsync()).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        await BeginAsync(due);
        await EndAsync(due, NotificationState.Sent);
        var late = new RetryNotification(due.Number);
        await CommitAsync(late);

        (retry.Refusal, unknown.Refusal, late.Refusal).ShouldBe((Refusal.None, Refusal.NotFound, Refusal.WrongStatus));
        (retry.Notification!.State, retry.Notification.FirstTriedAt).ShouldBe((NotificationState.Waiting, null));
    }

    [Fact]
    public async Task In_the_quiet_time_nothing_is_told_and_at_its_end_what_is_so_then()
    {
        var job = await JobAsync();
        var rule = await RuleAsync(60, await NotifierAsync("ops"));
        await SeeAsync(Fires(rule, job));
        Store.Time.Advance(TimeSpan.FromSeconds(10));
        await SeeAsync(Ends(rule, job), Fires(rule, job), Ends(rule, job));
        (await ToldAsync()).ShouldBe([true]);
        (await Store.Alerts.BookAsync(Cancel)).Subjects.ShouldHaveSingleItem().DueAt.ShouldBe(Now + (50 * Second));

        Store.Time.Advance(TimeSpan.FromSeconds(50));
        await SeeAsync();

        (await ToldAsync()).ShouldBe([true, false]);
        (await Store.Alerts.BookAsync(Cancel)).Subjects.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_the_quiet_time_what_comes_back_to_what_was_told_is_not_told_again()
    {
        var job = await JobAsync();
        var rule = await RuleAsync(60, await NotifierAsync("ops"));
        await SeeAsync(Fires(rule, job));
        await SeeAsync(Ends(rule, job));
        await SeeAsync(Fires(rule, job));
        Store.Time.Advance(TimeSpan.FromSeconds(61));
        await SeeAsync();

        (await ToldAsync()).ShouldBe([true]);
    }

    [Fact]
    public async Task A_rule_that_does_not_tell_recoveries_tells_only_what_fires()
    {
        var job = await JobAsync();
        var rule = await RuleAsync(0, notifyRecovered: false, await NotifierAsync("ops"));
        await SeeAsync(Fires(rule, job), Ends(rule, job), Fires(rule, job));

        (await ToldAsync()).ShouldBe([true, true]);
    }

    [Fact]
    public async Task What_is_old_and_over_is_purged_and_what_waits_or_fires_stays()
    {
        var (one, two) = (await JobAsync("one"), await JobAsync("two"));
        var rule = await RuleAsync(0, await NotifierAsync("ops"));
        await SeeAsync(Fires(rule, one), Ends(rule, one), Fires(rule, two));
        for (var sent = 0; sent < 2; sent++)
        {
            var due = (await DueAsync()).Single();
            await BeginAsync(due);
            await EndAsync(due, NotificationState.Sent);
        }

        Store.Time.Advance(TimeSpan.FromDays(1));
        await CommitAsync(new PurgeAlerts(Now - Second));

        (await AllAsync()).ShouldHaveSingleItem().State.ShouldBe(NotificationState.Waiting);
        var alerts = await Store.Alerts.AlertsAsync(new AlertQuery(null, null, null, null, 0, 10), Cancel);
        alerts.Items.ShouldHaveSingleItem().Job.ShouldBe(two.Id);
        (await Store.Alerts.FindSubjectAsync(rule.Number, one.Id, Cancel)).ShouldBeNull();
    }

    private async Task<IReadOnlyList<Notification>> DueAsync() => await Store.Alerts.DueAsync(Now, 10, Cancel);

    private async Task<IReadOnlyList<Notification>> AllAsync() =>
        (await Store.Alerts.NotificationsAsync(new NotificationQuery(null, null, null, 0, 10), Cancel)).Items;

    private async Task<IReadOnlyList<bool>> ToldAsync()
    {
        var told = new List<bool>();
        foreach (var notification in (await AllAsync()).Reverse())
        {
            told.AddRange((await Store.Alerts.ChangesAsync(notification.Number, Cancel)).Select(change => change.Firing));
        }

        return told;
    }

    private async Task LeaseAsync(string owner)
    {
        var lease = new LeaseAlerts(owner, Now + (30 * Second));
        await CommitAsync(lease);
        lease.Refusal.ShouldBe(Refusal.None);
        _token = lease.Lease!.FencingToken;
    }

    private async Task SeeAsync(params AlertObservation[] seen)
    {
        await LeaseAsync("here");
        await CommitAsync(new AdvanceAlerts(_token, 1) { LeaseUntil = Now + (30 * Second), Observations = seen });
    }

    private async Task BeginAsync(Notification notification, long? retryAt = null)
    {
        var begin = new BeginDelivery(_token, notification.Number, retryAt ?? Now + (30 * Second));
        await CommitAsync(begin);
        begin.Refusal.ShouldBe(Refusal.None);
    }

    private async Task EndAsync(Notification notification, NotificationState state, string? error = null, long retryAt = 0)
    {
        var end = new EndDelivery(_token, notification.Number, state) { Error = error, RetryAt = retryAt };
        await CommitAsync(end);
        end.Refusal.ShouldBe(Refusal.None);
    }

    private AlertObservation Fires(AlertRule rule, Job job) => new()
    {
        Rule = rule.Number, Job = job.Id, Fires = true, At = Now, Summary = "It failed.", FromCommit = rule.FromCommit,
    };

    private AlertObservation Ends(AlertRule rule, Job job) => Fires(rule, job) with { Fires = false, Summary = "It is well." };

    private Task<AlertRule> RuleAsync(int quietSeconds, params long[] notifiers) => RuleAsync(quietSeconds, notifyRecovered: true, notifiers);

    private async Task<AlertRule> RuleAsync(int quietSeconds, bool notifyRecovered, params long[] notifiers)
    {
        var save = new SaveAlertRule(new AlertRule
        {
            Name = "rule", Type = "run_failed", QuietSeconds = quietSeconds, NotifyRecovered = notifyRecovered, Notifiers = [.. notifiers.Order()],
        });
        await CommitAsync(save);
        save.Refusal.ShouldBe(Refusal.None);
        return save.Rule;
    }

    private async Task<long> NotifierAsync(string name, int groupSeconds = 0, bool enabled = true)
    {
        var save = new SaveNotifier(new Notifier { Name = name, Type = "webhook", GroupSeconds = groupSeconds, Enabled = enabled });
        await CommitAsync(save);
        return save.Notifier.Number;
    }
}
