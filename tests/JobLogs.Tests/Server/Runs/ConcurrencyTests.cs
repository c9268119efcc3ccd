using JobLogs.Protocol.Ids;
using JobLogs.Server.Jobs;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Runs;

/// <summary>What becomes of triggers and occurrences while a run is under way, on a server.</summary>
public sealed class ConcurrencyTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 31, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Queued_runs_begin_one_after_the_other_in_their_order()
    {
        var release = new SemaphoreSlim(0);
        await using var server = await JobServer.StartAsync(script: context => release.WaitAsync(context.CancellationToken));
        var job = await server.CreateJobAsync(Definitions.Papers() with { Concurrency = "queue" });
        var path = $"/api/cronjobs/{job.Definition.Name}/trigger";
        var first = await server.SendAsync("POST", path);
        await server.Handler.Started;
        var second = await server.SendAsync("POST", path);
        var third = await server.SendAsync("POST", path);
        release.Release(3);
        await server.Watch.UntilAnyAsync(RunStatus.Completed, times: 3);

        second.Status.ShouldBe(202);
        second.Text("message").ShouldBe($"The job was triggered; its run begins when {first.Text("job_run_id")} is over.");
        third.Text("message").ShouldContain(second.Text("job_run_id"));
        server.Watch.Changes.Where(change => change.To is RunStatus.Running or RunStatus.Completed).Select(change => change.To).ShouldBe(
            [RunStatus.Running, RunStatus.Completed, RunStatus.Running, RunStatus.Completed, RunStatus.Running, RunStatus.Completed]);
    }

    [Fact]
    public async Task A_trigger_of_a_full_queue_is_refused_and_names_the_setting()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped, configure: options => options.MaxQueuedRunsPerJob = 1);
        var job = await server.CreateJobAsync(Definitions.Papers() with { Concurrency = "queue" });
        await server.TriggerAsync(job);
        await server.TriggerAsync(job);
        var refused = await server.SendAsync("POST", $"/api/cronjobs/{job.Definition.Name}/trigger");

        (refused.Status, refused.Text("code")).ShouldBe((409, "too_many_runs"));
        refused.Text("detail").ShouldContain("Runs:MaxQueuedRunsPerJob");
    }

    [Fact]
    public async Task Runs_that_are_allowed_beside_each_other_are_under_way_together_up_to_the_limit()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped, configure: options => options.MaxParallelRunsPerJob = 2);
        var job = await server.CreateJobAsync(Definitions.Papers() with { Concurrency = "allow" });
        await server.TriggerAsync(job);
        await server.TriggerAsync(job);
        await server.Watch.UntilAnyAsync(RunStatus.Running, times: 2);
        var refused = await server.SendAsync("POST", $"/api/cronjobs/{job.Definition.Name}/trigger");

        (refused.Status, refused.Text("code")).ShouldBe((409, "too_many_runs"));
    }

    [Fact]
    public async Task A_new_run_replaces_the_one_under_way_and_begins_when_that_is_over()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        var job = await server.CreateJobAsync(Definitions.Papers() with { Concurrency = "replace" });
        var old = await server.TriggerAsync(job);
        await server.Handler.Started;
        server.Handler.Script = _ => Task.CompletedTask;
        var made = await server.SendAsync("POST", $"/api/cronjobs/{job.Definition.Name}/trigger");
        await server.Watch.UntilAnyAsync(RunStatus.Completed);

        server.Watch.PathOf(old.Id).ShouldBe(["→pending", "pending→running", "running→cancelled"]);
        server.Watch.Changes.Last(change => change.Run == old.Id).Reason.ShouldBe($"Replaced by {made.Text("job_run_id")} (concurrency: replace).");
    }

    [Fact]
    public async Task An_occurrence_replaces_the_run_under_way()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time, ScriptedHandler.UntilStopped);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "45 10 * * *", Concurrency = "replace" });
        var old = await server.TriggerAsync(job);
        await server.Handler.Started;
        server.Handler.Script = _ => Task.CompletedTask;
        time.Advance(TimeSpan.FromMinutes(15));
        var done = await server.Watch.UntilAnyAsync(RunStatus.Completed);

        (await server.FindRunAsync(old.Id)).Status.ShouldBe(RunStatus.Cancelled);
        (await server.FindRunAsync(done.Run!.Value)).Trigger.ShouldBe(RunTrigger.Schedule);
    }

    [Fact]
    public async Task A_delay_between_attempts_outlasts_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-retry-").FullName;
        Run run;
        await using (var server = await JobServer.StartAsync(new FakeTimeProvider(Start), _ => throw new InvalidOperationException("Not yet."), folder))
        {
            run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers() with { MaxRetries = 1, RetryDelaySeconds = 300 }));
            await server.Watch.UntilAsync(run.Id, RunStatus.Pending, times: 2);
        }

        var time = new FakeTimeProvider(Start.AddMinutes(1));
        await using (var server = await JobServer.StartAsync(time, folder: folder))
        {
            var waiting = await server.FindRunAsync(run.Id);
            (waiting.Status, waiting.ReadyAt).ShouldBe((RunStatus.Pending, Clock.ToMicros(Start.AddSeconds(300))));
            await time.PassUntilAsync(TimeSpan.FromSeconds(30), server.Watch.UntilAsync(run.Id, RunStatus.Completed));
            (await server.FindRunAsync(run.Id)).Attempt.ShouldBe(2);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_between_two_attempts_ends_at_once()
    {
        await using var server = await JobServer.StartAsync(new FakeTimeProvider(Start), _ => throw new InvalidOperationException("Not yet."));
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers() with { MaxRetries = 1, RetryDelaySeconds = 300 }));
        await server.Watch.UntilAsync(run.Id, RunStatus.Pending, times: 2);
        var cancelled = await server.SendAsync("POST", $"/api/job-runs/{RunIdText.ToText(run.Id.Number)}/cancel");

        (cancelled.Status, cancelled.Text("status")).ShouldBe((202, "cancelled"));
    }

    [Fact]
    public async Task A_paused_job_has_no_occurrences_until_the_time_and_can_be_triggered()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var job = await server.CreateJobAsync(Definitions.Papers() with { CronExpression = "45 * * * *" });
        var paused = await server.SendAsync("PATCH", $"/api/cronjobs/{job.Definition.Name}", """{"paused_until":"2025-01-31T15:00:00Z"}""");
        var triggered = await server.SendAsync("POST", $"/api/cronjobs/{job.Definition.Name}/trigger");
        await server.Watch.UntilAnyAsync(RunStatus.Completed);
        time.Advance(TimeSpan.FromHours(5) + TimeSpan.FromMinutes(15));
        await server.Watch.UntilAnyAsync(RunStatus.Completed, times: 2);

        (paused.Text("paused_until"), paused.Text("next_run_at")).ShouldBe(("2025-01-31T15:00:00.000000Z", "2025-01-31T15:45:00.000000Z"));
        triggered.Status.ShouldBe(202);
        (await server.Runs.ListAsync(new() { Limit = 10 }, default)).Total.ShouldBe(2);
    }

    [Fact]
    public async Task A_pause_that_is_ended_early_leaves_the_next_occurrence_after_now()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var job = await server.CreateJobAsync(
            Definitions.Papers() with { CronExpression = "45 * * * *", PausedUntil = Clock.ToMicros(Start.AddDays(1)) });
        time.Advance(TimeSpan.FromHours(1));
        var resumed = (await server.Get<JobChanges>().ChangeAsync(job, was => (was with { PausedUntil = null }, null), default)).Job!;

        resumed.NextRunAt.ShouldBe(Clock.ToMicros(Start.AddHours(1).AddMinutes(15)));
    }
}
