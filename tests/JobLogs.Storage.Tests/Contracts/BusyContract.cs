using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What becomes of a new run while others of its job are not over.</summary>
public abstract class BusyContract : StoreContract
{
    [Fact]
    public async Task A_run_that_waits_is_ready_when_every_older_one_of_its_job_is_over()
    {
        var job = await JobAsync();
        var first = await TakenUpAsync(job);
        var second = await MakeAsync(job, BusyAction.Wait);
        var third = await MakeAsync(job, BusyAction.Wait);
        var behindFirst = await ReadyAsync();
        await EndAsync(first);
        var behindSecond = await ReadyAsync();
        await EndAsync(second.Run!);

        behindFirst.ShouldBeEmpty();
        behindSecond.ShouldBe([second.Run!.Id]);
        (await ReadyAsync()).ShouldBe([third.Run!.Id]);
        (second.BusyWith, third.BusyWith).ShouldBe((first.Id, second.Run.Id));
        (await ReasonAsync(third.Run)).ShouldBe($"Asked. Queued behind {second.Run.Id.Number} (rule).");
    }

    [Fact]
    public async Task A_run_between_two_attempts_holds_back_those_that_wait()
    {
        var job = await JobAsync();
        var first = await TakenUpAsync(job);
        await MakeAsync(job, BusyAction.Wait);
        await CommitAsync(new ChangeRun(first.Id, RunStatus.Pending) { From = [RunStatus.Running], ReadyAt = Now + (30 * Second) });

        (await ReadyAsync()).ShouldBeEmpty();
        (await Store.Runs.ReadyAsync(Now + (30 * Second), 10, Cancel)).ShouldHaveSingleItem().Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task A_run_of_another_job_holds_nothing_back()
    {
        await TakenUpAsync(await JobAsync("other"));
        var waiting = await MakeAsync(await JobAsync(), BusyAction.Wait);

        waiting.BusyWith.ShouldBeNull();
        (await ReadyAsync()).ShouldBe([waiting.Run!.Id]);
    }

    [Theory]
    [InlineData(BusyAction.Wait)]
    [InlineData(BusyAction.Begin)]
    public async Task Where_no_more_runs_may_be_a_trigger_is_refused_and_an_occurrence_is_skipped(BusyAction action)
    {
        var job = await JobAsync(nextRunAt: 100);
        var oldest = await MakeAsync(job, action, most: 2);
        await MakeAsync(job, action, most: 2);
        var trigger = await MakeAsync(job, action, most: 2);
        var occurrence = await MakeAsync(job, action, most: 2, at: 100);

        (trigger.Refusal, trigger.BusyWith, trigger.Run).ShouldBe((Refusal.TooMany, oldest.Run!.Id, null));
        (occurrence.Refusal, occurrence.Run!.Status).ShouldBe((Refusal.None, RunStatus.Skipped));
        (await ReasonAsync(occurrence.Run)).ShouldBe("Skipped: 2 runs of the job were not over, as many as may be (rule).");
    }

    [Fact]
    public async Task Runs_that_may_begin_beside_others_are_ready_at_once()
    {
        var job = await JobAsync();
        await TakenUpAsync(job);
        var beside = await MakeAsync(job, BusyAction.Begin, most: 2);

        (await ReadyAsync()).ShouldBe([beside.Run!.Id]);
        (await ReasonAsync(beside.Run)).ShouldBe("Asked.");
    }

    [Fact]
    public async Task A_run_that_replaces_others_ends_those_that_wait_and_asks_for_the_end_of_the_one_under_way()
    {
        var job = await JobAsync();
        var running = await TakenUpAsync(job);
        var waiting = await MakeAsync(job, BusyAction.Wait);
        var replacing = await MakeAsync(job, BusyAction.Replace);

        replacing.Replaced.ShouldBe([running.Id]);
        (await FindAsync(waiting.Run!)).Status.ShouldBe(RunStatus.Cancelled);
        (await ReasonAsync(waiting.Run!)).ShouldBe($"Replaced by {replacing.Run!.Id.Number} (rule).");
        (await FindAsync(running)).ShouldSatisfyAllConditions(
            run => run.Status.ShouldBe(RunStatus.Running),
            run => run.CancelRequestedAt.ShouldBe(Now),
            run => run.CancelReason.ShouldBe($"Replaced by {replacing.Run.Id.Number} (rule)."));
        (await ReadyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_was_replaced_says_so_when_its_server_has_ended_it()
    {
        var job = await JobAsync();
        var running = await TakenUpAsync(job);
        var replacing = await MakeAsync(job, BusyAction.Replace);
        await CommitAsync(new ChangeRun(running.Id, RunStatus.Cancelled) { From = [RunStatus.Running], Reason = "The run was cancelled." });

        (await ReasonAsync(running)).ShouldBe($"Replaced by {replacing.Run!.Id.Number} (rule).");
        (await ReadyAsync()).ShouldBe([replacing.Run.Id]);
    }

    [Fact]
    public async Task An_occurrence_that_was_taken_already_replaces_nothing()
    {
        var job = await JobAsync(nextRunAt: 100);
        await MakeAsync(job, BusyAction.Replace, at: 100);
        var again = await MakeAsync(job, BusyAction.Replace, at: 100);

        (again.Refusal, again.Replaced.Count).ShouldBe((Refusal.AlreadyMade, 0));
        (await ReadyAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_occurrence_begins_not_before_the_time_that_it_was_given()
    {
        var job = await JobAsync(nextRunAt: 100);
        var made = new CreateRun(job.Id, RunTrigger.Schedule)
        {
            Parameters = "{}",
            Reason = "Due.",
            ScheduledAt = 100,
            ExpectedNextRunAt = 100,
            FollowingRunAt = 200,
            ReadyAt = Now + (12 * Second),
        };
        await CommitAsync(made);

        (made.Run!.ScheduledAt, made.Run.ReadyAt).ShouldBe((100, Now + (12 * Second)));
        (await ReadyAsync()).ShouldBeEmpty();
        (await Store.Runs.NextReadyAtAsync(Now, Cancel)).ShouldBe(Now + (12 * Second));
    }

    [Fact]
    public async Task An_occurrence_that_is_left_out_is_over_at_once()
    {
        var job = await JobAsync(nextRunAt: 100);
        var made = new CreateRun(job.Id, RunTrigger.Schedule)
        {
            Status = RunStatus.Skipped,
            Parameters = "{}",
            Reason = "Missed.",
            ScheduledAt = 100,
            ExpectedNextRunAt = 100,
            FollowingRunAt = 200,
        };
        await CommitAsync(made);

        (made.Run!.Status, made.Run.FinishedAt, made.Run.StartedAt).ShouldBe((RunStatus.Skipped, Now, null));
        (await ReasonAsync(made.Run)).ShouldBe("Missed.");
    }

    [Fact]
    public async Task A_job_keeps_its_jitter_and_its_pause()
    {
        var job = await JobAsync(definition: Definition("papers") with { JitterSeconds = 30, PausedUntil = 12_345 });
        var change = new UpdateJob(job.Id, job.Definition with { JitterSeconds = 0, PausedUntil = null }, job.Version) { NextRunAt = 100 };
        await CommitAsync(change);

        (job.Definition.JitterSeconds, job.Definition.PausedUntil).ShouldBe((30, 12_345));
        (change.Job!.Definition.JitterSeconds, change.Job.Definition.PausedUntil, change.Job.NextRunAt).ShouldBe((0, null, 100));
    }

    private async Task<CreateRun> MakeAsync(Job job, BusyAction action, int? most = null, long? at = null)
    {
        var command = new CreateRun(job.Id, at is null ? RunTrigger.Manual : RunTrigger.Schedule)
        {
            Parameters = "{}",
            Reason = "Asked.",
            ScheduledAt = at,
            ExpectedNextRunAt = at,
            FollowingRunAt = at + 100,
            Busy = new BusyRule(action, "rule", run => $"{run.Number}") { Most = most },
        };
        await CommitAsync(command);
        return command;
    }

    private async Task<List<RunId>> ReadyAsync() => [.. (await Store.Runs.ReadyAsync(Now, 10, Cancel)).Select(run => run.Id)];

    private async Task<string?> ReasonAsync(Run run) => (await Store.Runs.StatusHistoryAsync(run.Id, 0, 10, Cancel)).Items[^1].Reason;
}
