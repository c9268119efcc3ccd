using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.Options;

namespace JobLogs.Tests.Server.Schedules;

/// <summary>What becomes of a job that is due, by its policies.</summary>
public sealed class DueRunsTests
{
    private static readonly DateTimeOffset Due = new(2025, 1, 31, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_missed_occurrence_makes_its_run_in_a_chain_that_moves_the_schedule_on()
    {
        var runs = Of("0 * * * *", "all", Due.AddHours(2.5));

        runs.Select(run => run.ScheduledAt).ShouldBe((long?[])[Micros(Due), Micros(Due.AddHours(1)), Micros(Due.AddHours(2))]);
        runs.Select(run => run.ExpectedNextRunAt).ShouldBe(runs.Select(run => run.ScheduledAt));
        runs.Select(run => run.FollowingRunAt).ShouldBe((long?[])[Micros(Due.AddHours(1)), Micros(Due.AddHours(2)), Micros(Due.AddHours(3))]);
        runs.ShouldAllBe(run => run.Trigger == RunTrigger.CatchUp && run.Busy!.Action == BusyAction.Wait);
        runs[2].Reason.ShouldBe("Made for a missed occurrence (misfire: all; 3 of 3).");
    }

    [Fact]
    public void Of_too_many_missed_occurrences_the_newest_make_their_runs_and_the_first_says_how_many_are_left_out()
    {
        var runs = Of("0 * * * *", "all", Due.AddHours(9.5), most: 4);

        runs.Select(run => run.ScheduledAt).ShouldBe(Enumerable.Range(6, 4).Select(hour => (long?)Micros(Due.AddHours(hour))));
        runs[0].ExpectedNextRunAt.ShouldBe(Micros(Due));
        runs[0].Reason.ShouldBe(
            "Made for a missed occurrence (misfire: all; 1 of 4). 6 older ones were left out: at most 4 are made up for (Schedules:MaxMissedRuns).");
    }

    [Fact]
    public void Of_more_missed_occurrences_than_are_counted_the_newest_make_their_runs_too()
    {
        var runs = Of("* * * * * *", "all", Due.AddDays(30), most: 4);

        runs.Select(run => run.ScheduledAt).ShouldBe(Enumerable.Range(-3, 4).Select(second => (long?)Micros(Due.AddDays(30).AddSeconds(second))));
        runs[0].Reason.ShouldContain("More than ");
    }

    [Fact]
    public void Missed_occurrences_that_are_left_out_leave_one_skipped_run()
    {
        var run = Of("0 * * * *", "skip", Due.AddHours(2.5)).ShouldHaveSingleItem();

        (run.Status, run.ScheduledAt, run.FollowingRunAt).ShouldBe((RunStatus.Skipped, Micros(Due.AddHours(2)), Micros(Due.AddHours(3))));
        run.Reason.ShouldBe("Skipped: 3 occurrences since 2025-01-31 10:00:00 UTC were missed while no server was there (misfire: skip).");
    }

    [Fact]
    public void An_occurrence_a_moment_ago_is_not_among_those_that_are_left_out()
    {
        var run = Of("0 * * * *", "skip", Due.AddHours(2).AddSeconds(5)).ShouldHaveSingleItem();

        (run.ScheduledAt, run.FollowingRunAt).ShouldBe((Micros(Due.AddHours(1)), Micros(Due.AddHours(2))));
    }

    [Fact]
    public void Jitter_moves_the_beginning_and_not_the_occurrence_and_is_the_same_for_every_server()
    {
        var first = Of("0 * * * *", "once", Due, jitter: 30).ShouldHaveSingleItem();
        var second = Of("0 * * * *", "once", Due.AddSeconds(2), jitter: 30).ShouldHaveSingleItem();
        var delay = (first.ReadyAt!.Value - Micros(Due)) / 1_000_000;

        (second.ReadyAt, second.ScheduledAt).ShouldBe((first.ReadyAt, Micros(Due)));
        delay.ShouldBeInRange(0, 30);
        first.Reason.ShouldBe($"Due by '0 * * * *' (UTC). Begins {delay} s after its time (jitter_seconds: 30).");
    }

    [Fact]
    public void Jitter_takes_every_delay_that_it_may()
    {
        var delays = Enumerable.Range(0, 1000).Select(hour => Jitter.Seconds(new JobId(7), Micros(Due.AddHours(hour)), 10));

        delays.Distinct().Order().ShouldBe(Enumerable.Range(0, 11));
    }

    [Theory]
    [InlineData("skip", BusyAction.Skip)]
    [InlineData("queue", BusyAction.Wait)]
    [InlineData("allow", BusyAction.Begin)]
    [InlineData("replace", BusyAction.Replace)]
    public void An_occurrence_follows_the_concurrency_of_its_job(string concurrency, BusyAction action) =>
        Of("0 * * * *", "once", Due, concurrency: concurrency).ShouldHaveSingleItem().Busy!.Action.ShouldBe(action);

    [Fact]
    public void What_lies_in_a_pause_is_no_occurrence_and_one_at_its_end_is()
    {
        var definition = Definitions.Papers() with { CronExpression = "0 * * * *", PausedUntil = Micros(Due.AddHours(5)) };

        NextOccurrence.Of(definition, Due).ShouldBe(Micros(Due.AddHours(5)));
        NextOccurrence.Of(definition with { PausedUntil = Micros(Due.AddHours(5)) + 1 }, Due).ShouldBe(Micros(Due.AddHours(6)));
        NextOccurrence.Of(definition, Due.AddHours(7)).ShouldBe(Micros(Due.AddHours(8)));
    }

    private static long Micros(DateTimeOffset time) => Clock.ToMicros(time);

    private static IReadOnlyList<CreateRun> Of(
        string cron, string misfire, DateTimeOffset now, int most = 100, int jitter = 0, string concurrency = "skip")
    {
        var job = new Job
        {
            Id = new JobId(1),
            Definition = Definitions.Papers() with { CronExpression = cron, Misfire = misfire, JitterSeconds = jitter, Concurrency = concurrency },
            NextRunAt = Micros(Due),
            CreatedAt = 0,
            UpdatedAt = 0,
            Version = 1,
            LastSeq = 0,
        };
        return new DueRuns(
            new ConcurrencyRules(Options.Create(new RunsOptions())), Options.Create(new SchedulesOptions { MaxMissedRuns = most })).Of(job, now);
    }
}
