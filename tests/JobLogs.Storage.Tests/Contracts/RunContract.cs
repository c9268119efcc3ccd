using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Runs: how they are made, taken up, renewed and ended.</summary>
public abstract class RunContract : StoreContract
{
    [Fact]
    public async Task A_run_has_its_first_status_change()
    {
        var job = await JobAsync();
        var create = Creation(job);
        var commit = await CommitAsync(create);

        var change = commit.Events.ShouldHaveSingleItem().ShouldBeOfType<StatusChanged>();
        (change.From, change.To, change.Reason, change.Attempt).ShouldBe((null, RunStatus.Pending, "Somebody asked for it.", 1));
        (await Store.Runs.StatusHistoryAsync(create.Run!.Id, 0, 10, Cancel)).Items.ShouldBe([change]);
        (await FindAsync(create.Run)).ShouldBe(create.Run);
    }

    [Fact]
    public async Task Taking_up_raises_the_token_and_shuts_the_owner_before_out()
    {
        var run = await TakenUpAsync(await JobAsync());
        await CommitAsync(new ChangeRun(run.Id, RunStatus.Pending) { From = [RunStatus.Running], ReadyAt = Now + Second });
        var again = TakeUp(run, "there");
        await CommitAsync(again);
        var late = new AppendEntries(run.Id, Batch("late")) { FencingToken = run.FencingToken };
        var lateMetrics = new AppendMetrics(run.Id, []) { FencingToken = run.FencingToken };
        var lateStep = new ChangeStep(run.Id, "s") { Begin = true, Name = "s", TimestampMicros = Now, FencingToken = run.FencingToken };
        var lateEnd = new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Running], FencingToken = run.FencingToken };
        var lateRenewal = new RenewLease(run.Id) { FencingToken = run.FencingToken, Until = Now };
        await CommitAsync(late, lateMetrics, lateStep, lateEnd, lateRenewal);

        (run.FencingToken, run.Attempt, run.Owner).ShouldBe((1, 1, "here"));
        (again.Run!.FencingToken, again.Run.Attempt, again.Run.Owner).ShouldBe((2, 2, "there"));
        (late.Refusal, lateMetrics.Refusal, lateStep.Refusal, lateEnd.Refusal, lateRenewal.Refusal).ShouldBe(
            (Refusal.LeaseLost, Refusal.LeaseLost, Refusal.LeaseLost, Refusal.LeaseLost, Refusal.LeaseLost));
    }

    [Theory]
    [InlineData(RunStatus.Completed, null)]
    [InlineData(RunStatus.Cancelled, "flaky")]
    public async Task An_earlier_attempts_error_is_gone_when_the_run_completes(RunStatus end, string? code)
    {
        var run = await TakenUpAsync(await JobAsync());
        await CommitAsync(
            new ChangeRun(run.Id, RunStatus.Pending) { From = [RunStatus.Running], ReadyAt = Now, Error = new RunError("flaky", "It broke.") },
            TakeUp(run, "there"),
            new ChangeRun(run.Id, end) { From = [RunStatus.Running] });
        var found = await FindAsync(run);

        (found?.Status, found?.Error?.Code).ShouldBe((end, code));
    }

    [Fact]
    public async Task Two_servers_take_a_run_up_once()
    {
        var run = await RunAsync(await JobAsync());
        var first = TakeUp(run, "one");
        var second = TakeUp(run, "two");
        await CommitAsync(first, second);

        (first.Refusal, second.Refusal).ShouldBe((Refusal.None, Refusal.WrongStatus));
        second.Run!.Owner.ShouldBe("one");
    }

    [Fact]
    public async Task An_end_clears_the_owner_and_ends_the_open_steps()
    {
        var run = await TakenUpAsync(await JobAsync());
        await CommitAsync(
            new ChangeStep(run.Id, "a") { Begin = true, Name = "outer", TimestampMicros = Now },
            new ChangeStep(run.Id, "b") { Begin = true, Name = "inner", ParentId = "a", TimestampMicros = Now });
        var end = new ChangeRun(run.Id, RunStatus.TimedOut)
        {
            From = [RunStatus.Running],
            FencingToken = run.FencingToken,
            Error = new RunError("timeout", "It took too long."),
        };
        Store.Time.Advance(TimeSpan.FromSeconds(3));
        await CommitAsync(end);

        var ended = await FindAsync(run);
        ended.ShouldBe(end.Run);
        (ended.Status, ended.Owner, ended.LeaseUntil, ended.CurrentStep, ended.FinishedAt).ShouldBe((RunStatus.TimedOut, null, null, null, Now));
        ended.Error.ShouldBe(new RunError("timeout", "It took too long."));
        (await Store.Runs.StepsAsync(run.Id, 0, 10, Cancel)).Items.Select(step => (step.Id, step.Status, step.FinishedAt))
            .ShouldBe([("a", "cancelled", Now), ("b", "cancelled", Now)]);
    }

    [Fact]
    public async Task Only_a_lease_that_ran_out_is_taken_away()
    {
        var run = await TakenUpAsync(await JobAsync());
        var early = new ChangeRun(run.Id, RunStatus.Interrupted) { From = [RunStatus.Running], IfLeaseExpiredBefore = run.LeaseUntil };
        var late = new ChangeRun(run.Id, RunStatus.Interrupted) { From = [RunStatus.Running], IfLeaseExpiredBefore = run.LeaseUntil + 1 };
        (await Store.Runs.ExpiredAsync(run.LeaseUntil!.Value + 1, 10, Cancel)).ShouldHaveSingleItem();
        await CommitAsync(early, late);

        (early.Refusal, late.Refusal).ShouldBe((Refusal.LeaseLost, Refusal.None));
    }

    [Fact]
    public async Task A_server_renews_by_its_token_and_sees_the_wish_to_cancel()
    {
        var run = await TakenUpAsync(await JobAsync());
        var cancel = new RequestCancel(run.Id, "Enough.");
        var renew = new RenewLease(run.Id) { FencingToken = run.FencingToken, Until = Now + (20 * Second) };
        await CommitAsync(cancel, renew);

        cancel.Run!.Status.ShouldBe(RunStatus.Running);
        (renew.Refusal, renew.Run!.LeaseUntil, renew.Run.CancelRequestedAt).ShouldBe((Refusal.None, Now + (20 * Second), Now));
    }

    [Fact]
    public async Task A_run_that_no_server_executes_is_cancelled_at_once()
    {
        var job = await JobAsync();
        var pending = new RequestCancel((await RunAsync(job)).Id, "Enough.");
        var external = new RequestCancel((await RunAsync(job, RunStatus.Running, 0)).Id, "Enough.");
        var commit = await CommitAsync(pending, external);
        var again = new RequestCancel(pending.RunId, "Enough.");
        await CommitAsync(again);

        (pending.Run!.Status, external.Run!.Status).ShouldBe((RunStatus.Cancelled, RunStatus.Cancelled));
        commit.Events.OfType<StatusChanged>().ShouldAllBe(change => change.Reason == "Enough.");
        (again.Refusal, again.Run!.Status).ShouldBe((Refusal.WrongStatus, RunStatus.Cancelled));
    }

    [Fact]
    public async Task Every_write_of_an_external_run_renews_its_lease_while_it_runs()
    {
        var job = await JobAsync();
        var run = await RunAsync(job, RunStatus.Running, leaseSeconds: 60);
        run.LeaseUntil.ShouldBe(Now + (60 * Second));

        foreach (var write in new StoreCommand[]
        {
            Append(run, "a"),
            new AppendMetrics(run.Id, [new MetricValue(Now, "n", 1, "gauge", null)]),
            new ReportProgress(run.Id) { Progress = new RunProgress(1, 2, null) },
            new ChangeStep(run.Id, "s") { Begin = true, Name = "s", TimestampMicros = Now },
            new RenewLease(run.Id),
        })
        {
            Store.Time.Advance(TimeSpan.FromSeconds(1));
            await CommitAsync(write);
            (await FindAsync(run)).LeaseUntil.ShouldBe(Now + (60 * Second), write.GetType().Name);
        }

        await EndAsync(run);
        await CommitAsync(Append(run, "after the end"));
        (await FindAsync(run)).LeaseUntil.ShouldBeNull();
    }

    [Fact]
    public async Task A_lease_of_no_seconds_never_runs_out()
    {
        var run = await RunAsync(await JobAsync(), RunStatus.Running, leaseSeconds: 0);
        await CommitAsync(Append(run, "a"), new RenewLease(run.Id));

        (await FindAsync(run)).LeaseUntil.ShouldBeNull();
        (await Store.Runs.OwnedAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Progress_and_step_change_only_where_given()
    {
        var run = await TakenUpAsync(await JobAsync());
        await CommitAsync(new ReportProgress(run.Id) { Progress = new RunProgress(1, 10, "one"), CurrentStep = "search" });
        await CommitAsync(new ReportProgress(run.Id) { Progress = new RunProgress(2, null, null) });
        var between = await FindAsync(run);
        await CommitAsync(new ReportProgress(run.Id) { CurrentStep = "" });
        var after = await FindAsync(run);

        (between.Progress, between.CurrentStep).ShouldBe((new RunProgress(2, null, null), "search"));
        (after.Progress, after.CurrentStep).ShouldBe((new RunProgress(2, null, null), null));
    }

    [Fact]
    public async Task Ready_runs_come_longest_ready_first()
    {
        var job = await JobAsync();
        var first = await RunAsync(job);
        var waiting = await TakenUpAsync(job);
        await CommitAsync(new ChangeRun(waiting.Id, RunStatus.Pending) { From = [RunStatus.Running], ReadyAt = Now + (5 * Second) });
        Store.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await RunAsync(job);

        (await Store.Runs.ReadyAsync(Now, 10, Cancel)).Select(run => run.Id).ShouldBe([first.Id, second.Id]);
        (await Store.Runs.NextReadyAtAsync(Now, Cancel)).ShouldBe(Now + (4 * Second));
        (await Store.Runs.UnfinishedAsync(LogScope.OfJob(job.Id), 10, Cancel)).Select(run => run.Id).ShouldBe([first.Id, waiting.Id, second.Id]);
    }

    [Fact]
    public async Task The_list_filters_and_pages_newest_first()
    {
        var job = await JobAsync("one");
        var other = await RunAsync(await JobAsync("other"));
        var done = await EndAsync(await RunAsync(job));
        Store.Time.Advance(TimeSpan.FromSeconds(1));
        var failed = await EndAsync(await RunAsync(job), RunStatus.Failed);
        var pending = await RunAsync(job);

        var all = await Store.Runs.ListAsync(new RunQuery { Limit = 2, Skip = 1 }, Cancel);
        var over = await Store.Runs.ListAsync(
            new RunQuery { Job = job.Id, Statuses = [RunStatus.Completed, RunStatus.Failed], Limit = 10 }, Cancel);
        var recent = await Store.Runs.ListAsync(new RunQuery { StartMicros = Now, EndMicros = Now, Limit = 10 }, Cancel);
        var latest = await Store.Runs.LatestAsync([job.Id, other.Job], Cancel);

        (all.Total, all.Items.Count).ShouldBe((4, 2));
        over.Items.Select(run => run.Id).ShouldBe([failed.Id, done.Id]);
        recent.Items.Select(run => run.Id).ShouldBe([pending.Id, failed.Id]);
        (latest[job.Id].Id, latest[other.Job].Id).ShouldBe((pending.Id, other.Id));
    }

    [Fact]
    public async Task The_newest_runs_of_several_jobs_are_had_in_one_call()
    {
        var job = await JobAsync("one");
        var idle = await JobAsync("idle");
        var other = await RunAsync(await JobAsync("other"));
        await EndAsync(await RunAsync(job));
        var failed = await EndAsync(await RunAsync(job), RunStatus.Failed);
        var pending = await RunAsync(job);

        var recent = await Store.Runs.RecentAsync([job.Id, other.Job, idle.Id], 2, Cancel);

        recent.Keys.ShouldBe([job.Id, other.Job], ignoreOrder: true);
        recent[job.Id].Select(run => (run.Id, run.Status)).ShouldBe([(pending.Id, RunStatus.Pending), (failed.Id, RunStatus.Failed)]);
        recent[other.Job].ShouldHaveSingleItem().Id.ShouldBe(other.Id);
    }
}
