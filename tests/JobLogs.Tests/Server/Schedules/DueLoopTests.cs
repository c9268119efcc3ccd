using JobLogs.Server.Jobs;
using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Schedules;

/// <summary>Jobs start when they are due.</summary>
public sealed class DueLoopTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 31, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_job_runs_when_it_is_due_and_waits_for_the_next_time()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "45 10 * * *" });
        time.Advance(TimeSpan.FromMinutes(15));
        var done = await server.Watch.UntilAnyAsync(RunStatus.Completed);

        var run = await server.FindRunAsync(done.Run!.Value);
        run.Trigger.ShouldBe(RunTrigger.Schedule);
        run.ScheduledAt.ShouldBe(Clock.ToMicros(Start.AddMinutes(15)));
        (await server.FindJobAsync(job.Id)).NextRunAt.ShouldBe(Clock.ToMicros(Start.AddMinutes(15).AddDays(1)));
        server.Watch.Changes[0].Reason.ShouldBe("Due by '45 10 * * *' (UTC).");
    }

    [Fact]
    public async Task Occurrences_that_were_missed_are_made_up_for_by_one_run()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-due-").FullName;
        await using (var store = await JobServer.OpenStoreAsync(folder, new FakeTimeProvider(Start)))
        {
            var definition = Definitions.Papers() with { CronExpression = "0 * * * *" };
            await store.Writer.CommitAsync(
                [new CreateJob(definition) { NextRunAt = NextOccurrence.Of(definition, Start) }], Guid.NewGuid(), default);
        }

        await using (var server = await JobServer.StartAsync(new FakeTimeProvider(Start.AddHours(5)), folder: folder))
        {
            var done = await server.Watch.UntilAnyAsync(RunStatus.Completed);
            var run = await server.FindRunAsync(done.Run!.Value);
            run.Trigger.ShouldBe(RunTrigger.CatchUp);
            run.ScheduledAt.ShouldBe(Clock.ToMicros(new DateTimeOffset(2025, 1, 31, 15, 0, 0, TimeSpan.Zero)));
            server.Watch.Changes[0].Reason.ShouldBe(
                "5 occurrences since 2025-01-31 11:00:00 UTC were missed while no server was there; this run makes up for them (misfire: once).");
            (await server.Runs.ListAsync(new() { Limit = 10 }, default)).Total.ShouldBe(1);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_single_occurrence_that_was_missed_is_made_up_for()
    {
        var job = JobDueAt(Start, "0 0 * * *");
        var run = DueRunsOf(job, Start.AddHours(1)).ShouldHaveSingleItem();

        run.Trigger.ShouldBe(RunTrigger.CatchUp);
        run.Reason.ShouldBe("The occurrence of 2025-01-31 10:30:00 UTC was missed while no server was there; this run makes up for it (misfire: once).");
    }

    [Fact]
    public void Occurrences_a_moment_ago_each_have_their_own_run()
    {
        var run = DueRunsOf(JobDueAt(Start, "* * * * * *"), Start.AddSeconds(3)).ShouldHaveSingleItem();

        run.Trigger.ShouldBe(RunTrigger.Schedule);
        run.ScheduledAt.ShouldBe(Clock.ToMicros(Start));
        run.FollowingRunAt.ShouldBe(Clock.ToMicros(Start.AddSeconds(1)));
    }

    [Fact]
    public async Task An_occurrence_of_a_job_that_is_running_makes_a_skipped_run()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time, ScriptedHandler.UntilStopped);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "45 10 * * *" });
        await server.TriggerAsync(job);
        await server.Handler.Started;
        time.Advance(TimeSpan.FromMinutes(15));
        var skipped = await server.Watch.UntilAnyAsync(RunStatus.Skipped);

        (await server.FindRunAsync(skipped.Run!.Value)).Trigger.ShouldBe(RunTrigger.Schedule);
        (await server.FindJobAsync(job.Id)).NextRunAt.ShouldBe(Clock.ToMicros(Start.AddMinutes(15).AddDays(1)));
    }

    [Fact]
    public async Task A_fixed_time_in_the_hour_that_the_clock_jumps_over_fires_once_at_its_end()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 3, 30, 0, 0, 0, TimeSpan.Zero));
        await using var server = await JobServer.StartAsync(time);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "30 2 * * *", TimeZone = "Europe/Berlin" });
        job.NextRunAt.ShouldBe(Clock.ToMicros(new DateTimeOffset(2025, 3, 30, 1, 0, 0, TimeSpan.Zero)));
        time.Advance(TimeSpan.FromHours(1));
        await server.Watch.UntilAnyAsync(RunStatus.Completed);

        (await server.FindJobAsync(job.Id)).NextRunAt.ShouldBe(Clock.ToMicros(new DateTimeOffset(2025, 3, 31, 0, 30, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task A_fixed_time_in_the_hour_that_comes_twice_fires_once_at_the_first()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 10, 26, 0, 0, 0, TimeSpan.Zero));
        await using var server = await JobServer.StartAsync(time);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "30 2 * * *", TimeZone = "Europe/Berlin" });
        job.NextRunAt.ShouldBe(Clock.ToMicros(new DateTimeOffset(2025, 10, 26, 0, 30, 0, TimeSpan.Zero)));
        time.Advance(TimeSpan.FromMinutes(30));
        await server.Watch.UntilAnyAsync(RunStatus.Completed);

        (await server.FindJobAsync(job.Id)).NextRunAt.ShouldBe(Clock.ToMicros(new DateTimeOffset(2025, 10, 27, 1, 30, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Five_hundred_jobs_that_are_due_in_the_same_second_all_run()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(
            i => server.CreateJobAsync(Definitions.Papers($"job {i}") with { CronExpression = "45 10 * * *" })));
        time.Advance(TimeSpan.FromMinutes(15));
        await server.Watch.UntilAnyAsync(RunStatus.Completed, times: 500);

        server.Watch.Changes.Where(change => change.To == RunStatus.Completed).Select(change => change.Job).Distinct().Count().ShouldBe(500);
    }

    [Fact]
    public async Task A_job_that_is_disabled_does_not_run_and_when_enabled_waits_for_its_next_time()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "45 10 * * *", Enabled = false });
        job.NextRunAt.ShouldBeNull();
        time.Advance(TimeSpan.FromHours(1));
        var changes = server.Get<JobChanges>();
        var enabled = (await changes.ChangeAsync(job, was => (was with { Enabled = true }, null), default)).Job!;

        enabled.NextRunAt.ShouldBe(Clock.ToMicros(Start.AddMinutes(15).AddDays(1)));
        server.Watch.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_leaves_the_schedule_alone_does_not_pass_over_an_occurrence_that_is_due_just_now()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "45 10 * * *" });
        time.Advance(TimeSpan.FromMinutes(15));
        await server.Get<JobChanges>().ChangeAsync(job, was => (was with { MaxRetries = 1 }, null), default);
        await server.Watch.UntilAnyAsync(RunStatus.Completed);

        (await server.Runs.ListAsync(new() { Limit = 10 }, default)).Total.ShouldBe(1);
    }

    private static IReadOnlyList<CreateRun> DueRunsOf(Job job, DateTimeOffset now) =>
        new DueRuns(new ConcurrencyRules(Options.Create(new RunsOptions())), Options.Create(new SchedulesOptions())).Of(job, now);

    private static Job JobDueAt(DateTimeOffset due, string cron) => new()
    {
        Id = new JobId(1),
        Definition = Definitions.Papers() with { CronExpression = cron },
        NextRunAt = Clock.ToMicros(due),
        CreatedAt = 0,
        UpdatedAt = 0,
        Version = 1,
        LastSeq = 0,
    };
}
