using JobLogs.Server.Handlers;
using JobLogs.Server.Runs;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Runs;

/// <summary>What becomes of a run from its trigger to its end.</summary>
public sealed class RunExecutionTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 31, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_triggered_run_goes_from_pending_over_running_to_completed()
    {
        await using var server = await JobServer.StartAsync();
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Watch.UntilAsync(run.Id, RunStatus.Completed);

        server.Watch.PathOf(run.Id).ShouldBe(["→pending", "pending→running", "running→completed"]);
        server.Watch.Changes.ShouldAllBe(change => change.Reason!.EndsWith('.'));
        var end = await server.FindRunAsync(run.Id);
        end.Owner.ShouldBeNull();
        end.FinishedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_handler_logs_is_committed_before_the_status_that_ends_the_run()
    {
        await using var server = await JobServer.StartAsync(script: context =>
        {
            for (var i = 0; i < 1000; i++)
            {
                context.Logger.LogInformation("Entry {Number}", i);
            }

            return Task.CompletedTask;
        });
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Watch.UntilAsync(run.Id, RunStatus.Completed);

        server.Watch.Changes.Single(change => change.To == RunStatus.Completed).AfterSeq.ShouldBe(1000);
        (await server.FindRunAsync(run.Id)).Counts.ShouldBe(new LevelCounts(0, 1000, 0, 0, 0));
    }

    [Fact]
    public async Task A_handler_that_fails_leaves_an_error_with_its_code_in_the_log_and_in_the_run()
    {
        await using var server = await JobServer.StartAsync(script: _ => throw new JobFailedException("source_down", "The source is down."));
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Watch.UntilAsync(run.Id, RunStatus.Failed);

        (await server.FindRunAsync(run.Id)).Error.ShouldBe(new RunError("source_down", "The source is down."));
        var entry = server.Watch.Entries.ShouldHaveSingleItem();
        entry.Level.ShouldBe(EntryLevel.Error);
        entry.ErrorCode.ShouldBe("source_down");
        entry.Exception.ShouldContain("\"type\":\"JobLogs.Server.Handlers.JobFailedException\"");
    }

    [Fact]
    public async Task A_failed_attempt_is_followed_by_another_of_the_same_run_after_the_delay()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time, context => context.Run.Attempt < 3
            ? throw new InvalidOperationException("Not yet.")
            : Task.CompletedTask);
        var job = await server.CreateJobAsync(Definitions.Papers() with { MaxRetries = 2, RetryDelaySeconds = 30 });
        var run = await server.TriggerAsync(job);
        await server.Watch.UntilAsync(run.Id, RunStatus.Pending, times: 2);
        server.Watch.Changes[^1].Reason.ShouldBe("Attempt 1 failed: Not yet. Attempt 2 of 3 begins in 30 s (max_retries: 2, retry_delay_seconds: 30).");
        await time.PassUntilAsync(TimeSpan.FromSeconds(30), server.Watch.UntilAsync(run.Id, RunStatus.Pending, times: 3));
        await time.PassUntilAsync(TimeSpan.FromSeconds(30), server.Watch.UntilAsync(run.Id, RunStatus.Completed));

        var end = await server.FindRunAsync(run.Id);
        end.Attempt.ShouldBe(3);
        end.Error.ShouldBeNull();
        server.Watch.Entries.Select(entry => entry.Attempt).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task After_the_last_attempt_the_run_has_failed()
    {
        await using var server = await JobServer.StartAsync(script: _ => throw new InvalidOperationException("Never."));
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers() with { MaxRetries = 1 }));
        await server.Watch.UntilAsync(run.Id, RunStatus.Failed);

        server.Watch.PathOf(run.Id).ShouldBe(
            ["→pending", "pending→running", "running→pending", "pending→running", "running→failed"]);
        (await server.FindRunAsync(run.Id)).Error.ShouldBe(new RunError("unhandled_exception", "Never."));
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_times_out()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time, ScriptedHandler.UntilStopped);
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers() with { TimeoutSeconds = 60, MaxRetries = 3 }));
        await server.Handler.Started;
        await time.PassUntilAsync(TimeSpan.FromSeconds(60), server.Watch.UntilAsync(run.Id, RunStatus.TimedOut));

        (await server.FindRunAsync(run.Id)).Error!.Code.ShouldBe("timed_out");
        server.Watch.Entries.ShouldHaveSingleItem().Level.ShouldBe(EntryLevel.Warning);
    }

    [Fact]
    public async Task A_handler_that_does_not_stop_is_left_behind_and_what_it_logs_later_is_not_kept()
    {
        var time = new FakeTimeProvider(Start);
        var told = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var logged = new TaskCompletionSource();
        await using var server = await JobServer.StartAsync(time, async context =>
        {
            context.CancellationToken.Register(() => told.SetResult());
            await release.Task;
            context.Logger.LogInformation("Too late");
            context.Metric("late", 1);
            logged.SetResult();
        });
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        (await server.Get<RunCanceller>().CancelAsync(run.Id)).Problem.ShouldBeNull();
        await told.Task;
        await time.PassUntilAsync(TimeSpan.FromSeconds(10), server.Watch.UntilAsync(run.Id, RunStatus.Cancelled));
        release.SetResult();
        await logged.Task;

        server.Watch.Entries.Select(entry => entry.ErrorCode).ShouldBe(["handler_left_behind", ""]);
        (await server.Runs.MetricsAsync(run.Id, null, 0, 10, default)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_it_begins_never_runs()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped, configure: options => options.MaxConcurrentRuns = 1);
        var first = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers("first")));
        await server.Watch.UntilAsync(first.Id, RunStatus.Running);
        var second = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers("second")));
        (await server.Get<RunCanceller>().CancelAsync(second.Id)).Run!.Status.ShouldBe(RunStatus.Cancelled);

        server.Watch.PathOf(second.Id).ShouldBe(["→pending", "pending→cancelled"]);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_stops_at_once_and_says_so()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        (await server.Get<RunCanceller>().CancelAsync(run.Id)).Run!.CancelRequestedAt.ShouldNotBeNull();
        await server.Watch.UntilAsync(run.Id, RunStatus.Cancelled);

        server.Watch.Entries.ShouldHaveSingleItem().Message.ShouldBe("The run was cancelled.");
    }

    [Fact]
    public async Task Steps_metrics_and_progress_land_in_the_run()
    {
        await using var server = await JobServer.StartAsync(script: context =>
        {
            using (context.BeginStep("outer"))
            {
                context.Logger.LogInformation("in the outer step");
                using var inner = context.BeginStep("inner");
                context.Logger.LogInformation("in the inner step");
                inner.Fail();
            }

            context.Metric("papers_found", 3, "counter");
            for (var i = 1; i <= 1000; i++)
            {
                context.Progress(i, 1000, "counting");
            }

            return Task.CompletedTask;
        });
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Watch.UntilAsync(run.Id, RunStatus.Completed);

        var steps = (await server.Runs.StepsAsync(run.Id, 0, 10, default)).Items;
        steps.Select(step => (step.Name, step.Status, step.ParentId)).ShouldBe(
            [("outer", "completed", null), ("inner", "failed", steps[0].Id)]);
        server.Watch.Entries.Select(entry => entry.Step).ShouldBe(["outer", "inner"]);
        (await server.Runs.MetricsAsync(run.Id, null, 0, 10, default)).Items.ShouldHaveSingleItem().Value.ShouldBe(3);
        (await server.FindRunAsync(run.Id)).Progress.ShouldBe(new RunProgress(1000, 1000, "counting"));
    }

    [Fact]
    public async Task A_job_that_is_deleted_while_it_runs_stops_its_handler()
    {
        var stopped = new TaskCompletionSource();
        await using var server = await JobServer.StartAsync(script: async context =>
        {
            context.CancellationToken.Register(() => stopped.TrySetResult());
            await ScriptedHandler.UntilStopped(context);
        });
        var job = await server.CreateJobAsync(Definitions.Papers());
        var run = await server.TriggerAsync(job);
        await server.Handler.Started;
        (await server.SendAsync("DELETE", "/api/cronjobs/Papers")).Status.ShouldBe(204);

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        server.Watch.PathOf(run.Id).ShouldBe(["→pending", "pending→running", "running→cancelled"]);
        (await server.Jobs.FindAsync(job.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_runs_as_interrupted()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        await server.StopAsync();

        server.Watch.PathOf(run.Id)[^1].ShouldBe("running→interrupted");
        server.Watch.Entries.ShouldHaveSingleItem().Level.ShouldBe(EntryLevel.Warning);
    }

    [Fact]
    public async Task A_handler_that_finishes_while_the_server_stops_has_completed()
    {
        await using var server = await JobServer.StartAsync(script: async context =>
        {
            var told = new TaskCompletionSource();
            await using var registration = context.CancellationToken.Register(() => told.SetResult());
            await told.Task;
        });
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        await server.StopAsync();

        server.Watch.PathOf(run.Id)[^1].ShouldBe("running→completed");
    }

    [Fact]
    public async Task A_run_whose_type_has_no_handler_any_more_fails()
    {
        await using var server = await JobServer.StartAsync();
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers() with { Type = "gone", MaxRetries = 5 }));
        await server.Watch.UntilAsync(run.Id, RunStatus.Failed);

        (await server.FindRunAsync(run.Id)).Error!.Code.ShouldBe("no_handler");
    }

    [Fact]
    public async Task No_more_runs_are_under_way_than_there_is_room_for_and_all_have_their_turn()
    {
        var underWay = 0;
        var most = 0;
        await using var server = await JobServer.StartAsync(
            script: async _ =>
            {
                var now = Interlocked.Increment(ref underWay);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref underWay);
            },
            configure: options => options.MaxConcurrentRuns = 3);
        for (var i = 0; i < 20; i++)
        {
            await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers($"job {i}")));
        }

        await server.Watch.UntilAnyAsync(RunStatus.Completed, times: 20);
        most.ShouldBeLessThanOrEqualTo(3);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
