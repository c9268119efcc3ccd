using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Rules, alerts, notifiers, and the one transaction that moves all of them on.</summary>
public abstract class AlertContract : StoreContract
{
    [Fact]
    public async Task A_rule_and_a_notifier_come_back_as_they_were_kept_and_outlive_a_restart()
    {
        var job = await JobAsync();
        var notifier = await NotifierAsync("ops");
        var rule = await RuleAsync("failed", job.Id, notifier.Number);
        await Store.ReopenAsync();

        (await Store.Alerts.FindNotifierAsync(notifier.Number, Cancel)).ShouldBe(notifier);
        var kept = (await Store.Alerts.FindRuleAsync(rule.Number, Cancel)).ShouldNotBeNull();
        kept.Notifiers.ShouldBe([notifier.Number]);
        (kept with { Notifiers = rule.Notifiers }).ShouldBe(rule);
        (kept.CreatedAt, kept.Conditions, kept.QuietSeconds, kept.Job).ShouldBe((Now, """{"a": 1}""", 60, job.Id));
        (await Store.Alerts.RulesAsync(0, 10, Cancel)).Total.ShouldBe(1);
        (await Store.Alerts.NotifiersAsync(0, 10, Cancel)).Items.ShouldHaveSingleItem().ShouldBe(notifier);
    }

    [Fact]
    public async Task Names_are_given_once_and_what_a_rule_names_must_be_there()
    {
        await RuleAsync("failed", null);
        var twice = new SaveAlertRule(Rule("failed", null));
        var nobody = new SaveAlertRule(Rule("other", null, 77));
        var nowhere = new SaveAlertRule(Rule("third", new JobId(3)));
        var unknown = new SaveAlertRule(Rule("fourth", null) with { Number = 99 });
        await CommitAsync(twice, nobody, nowhere, unknown);

        (twice.Refusal, nobody.Refusal, nowhere.Refusal, unknown.Refusal)
            .ShouldBe((Refusal.NameTaken, Refusal.NotFound, Refusal.NotFound, Refusal.NotFound));
    }

    [Fact]
    public async Task A_notifier_stays_while_a_rule_names_it_and_takes_what_waits_along()
    {
        var (job, notifier) = (await JobAsync(), await NotifierAsync("ops"));
        var rule = await RuleAsync("failed", null, notifier.Number);
        var lease = await LeaseAsync();
        await SeeAsync(lease, Fires(rule, job));
        var refused = new DeleteNotifier(notifier.Number);
        await CommitAsync(refused);
        await CommitAsync(new DeleteAlertRule(rule.Number));
        var delete = new DeleteNotifier(notifier.Number);
        await CommitAsync(delete);

        (refused.Refusal, delete.Refusal).ShouldBe((Refusal.Busy, Refusal.None));
        var waiting = (await NotificationsAsync()).ShouldHaveSingleItem();
        (waiting.State, waiting.LastError, waiting.NotifierName).ShouldBe((NotificationState.Failed, "The notifier was deleted.", "ops"));
    }

    [Fact]
    public async Task An_alert_opens_once_however_often_it_is_seen_and_the_next_is_another()
    {
        var job = await JobAsync();
        var notifier = await NotifierAsync("ops");
        var rule = await RuleAsync("failed", null, notifier.Number);
        var run = await RunAsync(job);
        var lease = await LeaseAsync();
        await SeeAsync(lease, Fires(rule, job, run), Fires(rule, job) with { Summary = "It failed again." });
        var open = (await AlertsAsync()).ShouldHaveSingleItem();

        (open.Firing, open.Occurrences, open.Run, open.Summary, open.JobName, open.RuleName).ShouldBe((true, 2, run.Id, "It failed again.", "papers", "failed"));
        (await Store.Alerts.BookAsync(Cancel)).Firing.ShouldBe(1);

        var closed = await SeeAsync(lease, Ends(rule, job) with { AfterSeq = 7 }, Ends(rule, job));
        await SeeAsync(lease, Fires(rule, job));

        closed.Changed.ShouldBe(1);
        var all = await AlertsAsync();
        all.Select(alert => alert.Firing).ShouldBe([true, false]);
        (all[1].Number, all[1].Resolution, all[1].ResolvedAt).ShouldBe((open.Number, "It is well.", Now));
        (await Store.Alerts.FindSubjectAsync(rule.Number, job.Id, Cancel))!.CountedAfter.ShouldBe(7);
        (await ChangesAsync()).ShouldBe([(open.Number, true), (open.Number, false), (all[0].Number, true)]);
    }

    [Fact]
    public async Task What_was_seen_the_outbox_and_the_position_are_of_the_one_that_watches_alone()
    {
        var job = await JobAsync();
        var rule = await RuleAsync("failed", null, (await NotifierAsync("ops")).Number);
        var first = await LeaseAsync("here");
        var busy = new LeaseAlerts("there", Now + Second);
        await CommitAsync(busy);
        Store.Time.Advance(TimeSpan.FromSeconds(31));
        var second = await LeaseAsync("there");
        var late = await SeeAsync(first, Fires(rule, job));
        await Store.ReopenAsync();

        (busy.Refusal, late.Refusal).ShouldBe((Refusal.Busy, Refusal.LeaseLost));
        (await AlertsAsync()).ShouldBeEmpty();
        var advance = new AdvanceAlerts(second.Lease!.FencingToken, 4711) { LeaseUntil = Now + Second };
        await CommitAsync(advance);
        var lease = (await Store.Alerts.BookAsync(Cancel)).Lease.ShouldNotBeNull();
        (lease.Position, lease.Owner, lease.FencingToken).ShouldBe((4711, "there", second.Lease.FencingToken));
        await CommitAsync(new LeaseAlerts("there", null));
        (await Store.Alerts.BookAsync(Cancel)).Lease!.Owner.ShouldBeNull();
    }

    [Fact]
    public async Task What_an_older_form_of_a_rule_saw_counts_no_more_and_what_it_found_ends()
    {
        var job = await JobAsync();
        var rule = await RuleAsync("failed", null);
        var lease = await LeaseAsync();
        await SeeAsync(lease, Fires(rule, job));
        var renamed = new SaveAlertRule(rule with { Name = "renamed" });
        await CommitAsync(renamed);
        (await AlertsAsync()).ShouldHaveSingleItem().Firing.ShouldBeTrue();
        renamed.Rule.FromCommit.ShouldBe(rule.FromCommit);

        await CommitAsync(new SaveAlertRule(renamed.Rule with { Conditions = "{}" }));
        await SeeAsync(lease, Fires(rule, job));

        var alert = (await AlertsAsync()).ShouldHaveSingleItem();
        (alert.Firing, alert.Resolution).ShouldBe((false, "The rule was changed."));
    }

    [Fact]
    public async Task With_a_rule_or_a_job_its_alerts_end_and_stay_to_be_read()
    {
        var (one, two) = (await JobAsync("one"), await JobAsync("two"));
        var (all, own) = (await RuleAsync("all", null), await RuleAsync("own", two.Id));
        var lease = await LeaseAsync();
        await SeeAsync(lease, Fires(all, one), Fires(all, two), Fires(own, two));
        await CommitAsync(new DeleteJob(two.Id));

        (await AlertsAsync(new AlertQuery(true, null, null, null, 0, 10))).ShouldHaveSingleItem().Job.ShouldBe(one.Id);
        (await Store.Alerts.FindRuleAsync(own.Number, Cancel)).ShouldBeNull();
        var delete = new DeleteAlertRule(all.Number);
        var again = new DeleteAlertRule(all.Number);
        await CommitAsync(delete, again);

        (delete.Refusal, again.Refusal).ShouldBe((Refusal.None, Refusal.NotFound));
        (await AlertsAsync()).Select(alert => alert.Resolution).ShouldBe(["The job was deleted.", "The job was deleted.", "The rule was deleted."]);
        (await Store.Alerts.BookAsync(Cancel)).Subjects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Alerts_are_found_by_state_job_rule_and_acknowledgement()
    {
        var (one, two) = (await JobAsync("one"), await JobAsync("two"));
        var rule = await RuleAsync("all", null);
        var lease = await LeaseAsync();
        await SeeAsync(lease, Fires(rule, one), Fires(rule, two), Ends(rule, one));
        var two_ = (await AlertsAsync(new AlertQuery(true, two.Id, rule.Number, null, 0, 10))).ShouldHaveSingleItem();
        var acknowledge = new AcknowledgeAlert(two_.Number, new AlertAcknowledgement(Now, "ann", "looking"));
        var unknown = new AcknowledgeAlert(12, new AlertAcknowledgement(Now, null, null));
        await CommitAsync(acknowledge, unknown);

        (acknowledge.Refusal, unknown.Refusal).ShouldBe((Refusal.None, Refusal.NotFound));
        acknowledge.Alert!.Acknowledged.ShouldBe(new AlertAcknowledgement(Now, "ann", "looking"));
        (await AlertsAsync(new AlertQuery(null, null, null, true, 0, 10))).ShouldHaveSingleItem().Number.ShouldBe(two_.Number);
        (await AlertsAsync(new AlertQuery(null, null, null, false, 0, 10))).ShouldHaveSingleItem().Job.ShouldBe(one.Id);
        (await AlertsAsync(new AlertQuery(null, null, 4, null, 0, 10))).ShouldBeEmpty();
        var page = await Store.Alerts.AlertsAsync(new AlertQuery(null, null, null, null, 1, 1), Cancel);
        (page.Items.ShouldHaveSingleItem().Job, page.Total).ShouldBe((one.Id, 2));
    }

    [Fact]
    public async Task Status_changes_come_in_whole_commits_in_their_order()
    {
        var job = await JobAsync();
        var before = (await Store.Alerts.StatusChangesAsync(0, 100, Cancel)).Through;
        var first = new CreateRun(job.Id, RunTrigger.Manual) { Parameters = "{}", Reason = "a" };
        var commit = await CommitAsync(first, Creation(job));
        await EndAsync(first.Run!, RunStatus.Failed);
        await CommitAsync(Append(first.Run!, "an entry"));

        var page = await Store.Alerts.StatusChangesAsync(before, 1, Cancel);
        var rest = await Store.Alerts.StatusChangesAsync(page.Through, 100, Cancel);

        (page.Changes.Count, page.Through, page.ReachedEnd).ShouldBe((2, commit.Number, false));
        var change = rest.Changes.ShouldHaveSingleItem();
        (change.Run, change.From, change.To, rest.ReachedEnd).ShouldBe((first.Run!.Id, RunStatus.Pending, RunStatus.Failed, true));
        rest.Through.ShouldBe(commit.Number + 2);
    }

    [Fact]
    public async Task A_run_s_last_sign_is_its_last_entry_or_change_of_status()
    {
        var run = await TakenUpAsync(await JobAsync());
        var began = Now;
        Store.Time.Advance(TimeSpan.FromMinutes(1));
        (await Store.Alerts.LastSignAsync(run.Id, Cancel)).ShouldBe(began);
        await CommitAsync(Append(run, "a sign"));
        var wrote = Now;
        Store.Time.Advance(TimeSpan.FromMinutes(1));

        (await Store.Alerts.LastSignAsync(run.Id, Cancel)).ShouldBe(wrote);
        (await Store.Alerts.LastSignAsync(new RunId(3), Cancel)).ShouldBeNull();
    }

    private async Task<LeaseAlerts> LeaseAsync(string owner = "here")
    {
        var lease = new LeaseAlerts(owner, Now + (30 * Second));
        await CommitAsync(lease);
        lease.Refusal.ShouldBe(Refusal.None);
        return lease;
    }

    private async Task<AdvanceAlerts> SeeAsync(LeaseAlerts lease, params AlertObservation[] seen)
    {
        var advance = new AdvanceAlerts(lease.Lease!.FencingToken, 1) { LeaseUntil = Now + (30 * Second), Observations = seen };
        await CommitAsync(advance);
        return advance;
    }

    private AlertObservation Fires(AlertRule rule, Job job, Run? run = null) => new()
    {
        Rule = rule.Number, Job = job.Id, Fires = true, At = Now, Run = run?.Id, Summary = "It failed.", FromCommit = rule.FromCommit,
    };

    private AlertObservation Ends(AlertRule rule, Job job) => Fires(rule, job) with { Fires = false, Summary = "It is well." };

    private static AlertRule Rule(string name, JobId? job, params long[] notifiers) => new()
    {
        Name = name, Type = "run_failed", Job = job, Conditions = """{"a": 1}""", QuietSeconds = name == "failed" && job is not null ? 60 : 0, Notifiers = notifiers,
    };

    private async Task<AlertRule> RuleAsync(string name, JobId? job, params long[] notifiers)
    {
        var save = new SaveAlertRule(Rule(name, job, notifiers));
        await CommitAsync(save);
        save.Refusal.ShouldBe(Refusal.None);
        return save.Rule;
    }

    private async Task<Notifier> NotifierAsync(string name)
    {
        var save = new SaveNotifier(new Notifier { Name = name, Type = "webhook", Settings = """{"url": "http://localhost"}""" });
        await CommitAsync(save);
        save.Refusal.ShouldBe(Refusal.None);
        return save.Notifier;
    }

    private Task<IReadOnlyList<Alert>> AlertsAsync() => AlertsAsync(new AlertQuery(null, null, null, null, 0, 10));

    private async Task<IReadOnlyList<Alert>> AlertsAsync(AlertQuery query) => (await Store.Alerts.AlertsAsync(query, Cancel)).Items;

    private async Task<IReadOnlyList<Notification>> NotificationsAsync() =>
        (await Store.Alerts.NotificationsAsync(new NotificationQuery(null, null, null, 0, 10), Cancel)).Items;

    private async Task<IReadOnlyList<(long Alert, bool Firing)>> ChangesAsync()
    {
        var told = new List<(long, bool)>();
        foreach (var notification in (await NotificationsAsync()).Reverse())
        {
            told.AddRange((await Store.Alerts.ChangesAsync(notification.Number, Cancel)).Select(change => (change.Alert.Number, change.Firing)));
        }

        return told;
    }
}
