using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>One occurrence makes at most one run.</summary>
public abstract class OccurrenceContract : StoreContract
{
    private static readonly BusyRule Skip = new(BusyAction.Skip, "concurrency: skip", run => $"{run.Number}");

    [Fact]
    public async Task An_occurrence_makes_its_run_and_moves_the_schedule()
    {
        var job = await JobAsync(nextRunAt: 100);
        var made = Occurrence(job, 100, 200);
        var again = Occurrence(job, 100, 200);
        await CommitAsync(made, again);

        (made.Refusal, again.Refusal).ShouldBe((Refusal.None, Refusal.AlreadyMade));
        (made.Run!.ScheduledAt, made.Run.Trigger).ShouldBe((100, RunTrigger.Schedule));
        (await Store.Jobs.FindAsync(job.Id, Cancel))!.NextRunAt.ShouldBe(200);
    }

    [Fact]
    public async Task An_occurrence_that_was_taken_off_the_schedule_makes_none()
    {
        var job = await JobAsync(nextRunAt: 100);
        var disable = new UpdateJob(job.Id, job.Definition with { Enabled = false }, job.Version) { NextRunAt = null };
        var late = Occurrence(job, 100, 200);
        await CommitAsync(disable, late);

        late.Refusal.ShouldBe(Refusal.AlreadyMade);
        (await Store.Jobs.FindAsync(job.Id, Cancel))!.NextRunAt.ShouldBeNull();
    }

    [Fact]
    public async Task An_occurrence_that_comes_round_again_makes_no_second_run_and_the_schedule_goes_on()
    {
        var job = await JobAsync(nextRunAt: 100);
        await CommitAsync(Occurrence(job, 100, 200));
        await CommitAsync(new UpdateJob(job.Id, job.Definition, job.Version) { NextRunAt = 100 });
        var again = Occurrence(job, 100, 300);
        await CommitAsync(again);

        again.Refusal.ShouldBe(Refusal.AlreadyMade);
        (await Store.Jobs.FindAsync(job.Id, Cancel))!.NextRunAt.ShouldBe(300);
    }

    [Fact]
    public async Task An_occurrence_while_another_run_is_under_way_is_skipped()
    {
        var job = await JobAsync(nextRunAt: 100);
        var busy = await TakenUpAsync(job);
        var occurrence = Occurrence(job, 100, 200, rule: Skip);
        var commit = await CommitAsync(occurrence);

        (occurrence.Refusal, occurrence.BusyWith).ShouldBe((Refusal.None, busy.Id));
        (occurrence.Run!.Status, occurrence.Run.FinishedAt).ShouldBe((RunStatus.Skipped, Now));
        commit.Events.ShouldHaveSingleItem().ShouldBeOfType<StatusChanged>().Reason.ShouldBe($"Skipped: the run {busy.Id.Number} was not over (concurrency: skip).");
        (await Store.Jobs.FindAsync(job.Id, Cancel))!.NextRunAt.ShouldBe(200);
    }

    [Fact]
    public async Task A_trigger_while_another_run_is_under_way_is_refused()
    {
        var job = await JobAsync();
        var busy = await RunAsync(job);
        var trigger = new CreateRun(job.Id, RunTrigger.Manual) { Parameters = "{}", Reason = "Asked.", Busy = Skip };
        await CommitAsync(trigger);

        (trigger.Refusal, trigger.BusyWith, trigger.Run).ShouldBe((Refusal.Busy, busy.Id, null));
    }

    private static CreateRun Occurrence(Job job, long at, long following, BusyRule? rule = null) => new(job.Id, RunTrigger.Schedule)
    {
        Parameters = "{}",
        Reason = "It was due.",
        ScheduledAt = at,
        ExpectedNextRunAt = at,
        FollowingRunAt = following,
        Busy = rule,
    };
}
