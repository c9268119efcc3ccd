using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>What each type of rule finds, in virtual time.</summary>
public sealed class RuleTests : IAsyncLifetime
{
    private AlertHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await AlertHouse.OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.TimedOut)]
    [InlineData(RunStatus.Interrupted)]
    public async Task A_run_that_ends_badly_fires_and_one_that_completes_ends_it(RunStatus badly)
    {
        await _house.RuleAsync("run_failed", "{}");
        var job = await _house.JobAsync();
        var run = await _house.RunAsync(job);
        await _house.ChangeAsync(run, badly, "out of paper");
        await _house.LookAsync();

        var alert = (await _house.AllAsync()).ShouldHaveSingleItem();
        (alert.Firing, alert.Run, alert.Summary).ShouldBe((true, run, $"A run of 'nightly' ended as {badly.ToText()}: out of paper"));

        await _house.FinishedAsync(job, 1);
        await _house.LookAsync();
        (await _house.AllAsync()).ShouldHaveSingleItem().Resolution.ShouldBe("A run of the job has completed.");
    }

    [Fact]
    public async Task Only_the_statuses_that_a_rule_names_count()
    {
        await _house.RuleAsync("run_failed", """{"statuses": ["cancelled"]}""");
        var job = await _house.JobAsync();
        await _house.FinishedAsync(job, 1, RunStatus.Failed);
        await _house.LookAsync();
        (await _house.AllAsync()).ShouldBeEmpty();

        await _house.FinishedAsync(job, 1, RunStatus.Cancelled);
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([true]);
    }

    [Fact]
    public async Task Failing_again_and_again_is_one_alert_and_an_attempt_that_is_repeated_is_none()
    {
        await _house.RuleAsync("run_failed", "{}");
        var job = await _house.JobAsync();
        var run = await _house.RunAsync(job);
        await _house.ChangeAsync(run, RunStatus.Pending);
        await _house.LookAsync();
        (await _house.AllAsync()).ShouldBeEmpty();

        await _house.ChangeAsync(run, RunStatus.Running);
        await _house.ChangeAsync(run, RunStatus.Failed);
        await _house.FinishedAsync(job, 1, RunStatus.Failed);
        await _house.LookAsync();

        (await _house.AllAsync()).ShouldHaveSingleItem().Occurrences.ShouldBe(2);
    }

    [Fact]
    public async Task A_rule_watches_its_own_job_or_each_by_itself_and_nothing_from_before_it()
    {
        var (one, two) = (await _house.JobAsync("one"), await _house.JobAsync("two"));
        await _house.FinishedAsync(one, 1, RunStatus.Failed);
        await _house.RuleAsync("run_failed", "{}", rule => rule with { Job = one.Id });
        await _house.LookAsync();
        (await _house.AllAsync()).ShouldBeEmpty();
        await _house.RuleAsync("run_failed", "{}");
        await _house.FinishedAsync(two, 1, RunStatus.Failed);
        await _house.FinishedAsync(one, 1, RunStatus.Failed);
        await _house.LookAsync();

        (await _house.AllAsync()).Select(alert => alert.JobName).Order().ShouldBe(["one", "one", "two"]);
    }

    [Fact]
    public async Task What_happens_before_the_first_look_at_a_new_rule_is_seen_too()
    {
        await _house.Queue.SubmitNowAsync(new SaveAlertRule(new Storage.Alerts.AlertRule { Name = "first", Type = "run_failed" }));
        await _house.FinishedAsync(await _house.JobAsync(), 1, RunStatus.Failed);
        await _house.LookAsync();

        (await _house.StatesAsync()).ShouldBe([true]);
    }

    [Fact]
    public async Task A_job_that_nobody_starts_fires_once_its_time_is_past()
    {
        await _house.RuleAsync("missed", """{"after_seconds": 600}""");
        var job = await _house.JobAsync(nextRunAt: _house.Now + 60_000_000);
        await _house.PassAsync(660);
        (await _house.AllAsync()).ShouldBeEmpty();
        await _house.PassAsync(1);
        await _house.PassAsync(1);

        var alert = (await _house.AllAsync()).ShouldHaveSingleItem();
        (alert.Job, alert.Occurrences).ShouldBe((job.Id, 1));
        alert.Summary.ShouldContain("has not been started since");
    }

    [Fact]
    public async Task A_run_that_waits_too_long_to_be_started_fires_and_so_does_one_that_was_started_late_while_nobody_watched()
    {
        await _house.RuleAsync("missed", """{"after_seconds": 600}""");
        var waiting = await _house.JobAsync("waiting", _house.Now);
        await _house.RunAsync(waiting, _house.Now, started: false);
        var late = await _house.JobAsync("late", _house.Now);
        var due = _house.Now;
        _house.Time.Advance(TimeSpan.FromMinutes(20));
        var run = await _house.RunAsync(late, due);
        await _house.ChangeAsync(run, RunStatus.Completed);
        await _house.LookAsync();

        var alerts = await _house.AllAsync();
        alerts.Select(alert => (alert.JobName, alert.Firing)).ShouldBe([("late", false), ("waiting", true)]);
        alerts[0].Summary.ShouldContain("was started 20 min late");
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_it_may_fires_while_it_goes_on()
    {
        await _house.RuleAsync("overran", """{"after_seconds": 60}""");
        var job = await _house.JobAsync();
        var run = await _house.RunAsync(job);
        await _house.PassAsync(60);
        (await _house.AllAsync()).ShouldBeEmpty();
        await _house.PassAsync(1);
        await _house.PassAsync(1);
        (await _house.AllAsync()).ShouldHaveSingleItem().Run.ShouldBe(run);

        await _house.ChangeAsync(run, RunStatus.Completed);
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([false]);
    }

    [Fact]
    public async Task A_run_that_took_too_long_while_nobody_watched_fires_and_is_well()
    {
        await _house.RuleAsync("overran", """{"after_seconds": 60}""");
        await _house.FinishedAsync(await _house.JobAsync(), 61);
        await _house.LookAsync();

        (await _house.AllAsync()).ShouldHaveSingleItem().Resolution.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_long_is_told_by_the_95th_percentile_once_there_are_enough_runs()
    {
        await _house.RuleAsync("overran", """{"p95_factor": 2}""");
        var job = await _house.JobAsync();
        foreach (var seconds in (double[])[10, 10, 10, 20])
        {
            await _house.FinishedAsync(job, seconds);
        }

        var few = await _house.RunAsync(job);
        await _house.PassAsync(1_000);
        (await _house.AllAsync()).ShouldBeEmpty();
        await _house.ChangeAsync(few, RunStatus.Cancelled);
        await _house.FinishedAsync(job, 10);

        await _house.RunAsync(job);
        await _house.PassAsync(40);
        (await _house.AllAsync()).ShouldBeEmpty();
        await _house.PassAsync(1);
        (await _house.StatesAsync()).ShouldBe([true]);
    }

    [Fact]
    public async Task Of_runs_beside_one_another_the_one_that_is_too_long_is_not_mended_by_another_s_end()
    {
        await _house.RuleAsync("overran", """{"after_seconds": 60}""");
        var job = await _house.JobAsync();
        var longRun = await _house.RunAsync(job);
        await _house.PassAsync(61);
        await _house.FinishedAsync(job, 1);
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([true]);

        await _house.ChangeAsync(longRun, RunStatus.Completed);
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([false]);
    }

    [Fact]
    public async Task A_run_that_writes_nothing_fires_and_ends_when_it_writes_again()
    {
        await _house.RuleAsync("silent", """{"after_seconds": 60}""");
        var run = await _house.RunAsync(await _house.JobAsync());
        await _house.PassAsync(50);
        await _house.WriteAsync(run, "still there");
        await _house.PassAsync(10);
        await _house.PassAsync(50);
        (await _house.AllAsync()).ShouldBeEmpty();
        await _house.PassAsync(15);
        (await _house.StatesAsync()).ShouldBe([true]);

        await _house.WriteAsync(run, "again");
        await _house.PassAsync(1);
        (await _house.AllAsync()).ShouldHaveSingleItem().Resolution.ShouldBe("The run writes again.");
        await _house.PassAsync(62);
        (await _house.StatesAsync()).ShouldBe([false, true]);
    }

    [Fact]
    public async Task How_long_a_run_has_been_silent_outlives_a_restart()
    {
        await _house.RuleAsync("silent", """{"after_seconds": 60}""");
        var run = await _house.RunAsync(await _house.JobAsync());
        await _house.PassAsync(30);
        await _house.WriteAsync(run, "the last");
        await _house.PassAsync(40);
        _house.Restart();
        await _house.PassAsync(19);
        (await _house.AllAsync()).ShouldBeEmpty();
        await _house.PassAsync(2);

        (await _house.StatesAsync()).ShouldBe([true]);
    }

    [Fact]
    public async Task More_matches_than_may_be_within_the_window_fire()
    {
        await _house.RuleAsync("log_match", """{"filter": {"min_level": "ERROR", "search": "Timeout"}, "more_than": 2, "window_seconds": 60}""");
        var run = await _house.RunAsync(await _house.JobAsync());
        await _house.WriteAsync(run, "a timeout", times: 2);
        await _house.WriteAsync(run, "a timeout", EntryLevel.Warning);
        await _house.WriteAsync(run, "something else");
        await _house.PassAsync(61);
        await _house.WriteAsync(run, "a timeout", times: 2);
        await _house.LookAsync();
        (await _house.AllAsync()).ShouldBeEmpty();

        await _house.WriteAsync(run, "TIMEOUT of 5 s");
        await _house.LookAsync();
        (await _house.AllAsync()).ShouldHaveSingleItem().Summary.ShouldBe("3 entries match within 1 min, the last: TIMEOUT of 5 s");
    }

    [Fact]
    public async Task What_was_counted_outlives_a_restart_and_counting_begins_anew_when_the_job_is_well()
    {
        await _house.RuleAsync("log_match", """{"filter": {}, "more_than": 2, "window_seconds": 600}""");
        var job = await _house.JobAsync();
        var run = await _house.RunAsync(job);
        await _house.WriteAsync(run, "x", times: 2);
        await _house.LookAsync();
        _house.Restart();
        await _house.WriteAsync(run, "x");
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([true]);

        await _house.WriteAsync(run, "x", times: 5);
        await _house.ChangeAsync(run, RunStatus.Completed);
        await _house.LookAsync();
        _house.Restart();
        var next = await _house.RunAsync(job);
        await _house.WriteAsync(next, "x", times: 2);
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([false]);
        await _house.WriteAsync(next, "x");
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_rule_that_is_disabled_or_deleted_sees_nothing()
    {
        var rule = await _house.RuleAsync("run_failed", "{}");
        await _house.Queue.SubmitNowAsync(new SaveAlertRule(rule with { Enabled = false }));
        var job = await _house.JobAsync();
        await _house.FinishedAsync(job, 1, RunStatus.Failed);
        await _house.LookAsync();
        await _house.Queue.SubmitNowAsync(new DeleteAlertRule(rule.Number));
        await _house.FinishedAsync(job, 1, RunStatus.Failed);
        await _house.LookAsync();

        (await _house.AllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_a_commit_failed_the_same_is_seen_again_and_noted_once()
    {
        await _house.RuleAsync("run_failed", "{}");
        await _house.FinishedAsync(await _house.JobAsync(), 1, RunStatus.Failed);
        _house.Queue.Failure = new StoreUnavailableException("disk_full", "The disk is full.");
        await Should.ThrowAsync<StoreUnavailableException>(() => _house.LookAsync());
        await _house.LookAsync();
        _house.Restart();
        await _house.LookAsync();

        (await _house.AllAsync()).ShouldHaveSingleItem().Occurrences.ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_servers_one_watches_and_the_other_goes_on_when_its_lease_has_run_out()
    {
        await _house.RuleAsync("run_failed", "{}");
        var job = await _house.JobAsync();
        var (first, second) = (_house.Beside(), _house.Beside());
        _house.Time.Advance(TimeSpan.FromSeconds(31));
        await _house.LookAsync(first);
        await _house.FinishedAsync(job, 1, RunStatus.Failed);
        (await second.TurnAsync(CancellationToken.None)).ShouldBe(JobLogs.Server.Alerts.Watching.WatchTurn.Standby);
        (await _house.AllAsync()).ShouldBeEmpty();
        _house.Time.Advance(TimeSpan.FromSeconds(31));
        await _house.LookAsync(second);
        await _house.LookAsync(first);
        await _house.FinishedAsync(job, 1);
        await _house.LookAsync(first);
        (await _house.StatesAsync()).ShouldBe([true]);
        await _house.LookAsync(second);

        (await _house.StatesAsync()).ShouldBe([false]);
        (await _house.AllAsync())[0].Occurrences.ShouldBe(1);
    }
}
