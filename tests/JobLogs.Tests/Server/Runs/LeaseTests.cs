using JobLogs.Server.Runs;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Runs;

/// <summary>A run always ends, also when whoever executed it is gone.</summary>
public sealed class LeaseTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 31, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Runs_that_were_under_way_in_a_server_that_crashed_are_interrupted_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-crash-").FullName;
        RunId run;
        await using (var store = await JobServer.OpenStoreAsync(folder, TimeProvider.System))
        {
            run = await TakenUpAsync(store, "crashed");
        }

        await using (var server = await JobServer.StartAsync(folder: folder))
        {
            await server.Watch.UntilAsync(run, RunStatus.Interrupted);
            (await server.FindRunAsync(run)).Error!.Code.ShouldBe("interrupted");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_run_that_was_pending_when_the_server_ended_is_executed_by_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-crash-").FullName;
        var made = default(CreateRun)!;
        await using (var store = await JobServer.OpenStoreAsync(folder, TimeProvider.System))
        {
            var job = new CreateJob(Definitions.Papers());
            await store.Writer.CommitAsync([job], Guid.NewGuid(), default);
            made = new CreateRun(job.Job!.Id, RunTrigger.Manual) { Parameters = "{}", Reason = "Test." };
            await store.Writer.CommitAsync([made], Guid.NewGuid(), default);
        }

        await using (var server = await JobServer.StartAsync(folder: folder))
        {
            await server.Watch.UntilAsync(made.Run!.Id, RunStatus.Completed);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_lease_of_the_server_is_renewed_while_the_handler_works()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time, ScriptedHandler.UntilStopped);
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        time.Advance(TimeSpan.FromSeconds(5));
        await server.Loop<LeaseRenewer>().RenewAsync(default);

        (await server.FindRunAsync(run.Id)).LeaseUntil.ShouldBe(Clock.ToMicros(Start.AddSeconds(13)));
    }

    [Fact]
    public async Task A_run_whose_lease_was_lost_stops_its_handler_and_changes_nothing()
    {
        var stopped = new TaskCompletionSource();
        await using var server = await JobServer.StartAsync(script: async context =>
        {
            context.CancellationToken.Register(() => stopped.TrySetResult());
            await ScriptedHandler.UntilStopped(context);
        });
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        await server.Queue.SubmitAsync(
            new ChangeRun(run.Id, RunStatus.Interrupted) { From = [RunStatus.Running], Reason = "Another server said so." }, default);
        await server.Loop<LeaseRenewer>().RenewAsync(default);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await server.StopAsync();

        server.Watch.PathOf(run.Id).ShouldBe(["→pending", "pending→running", "running→interrupted"]);
    }

    [Fact]
    public async Task The_sweeper_leaves_a_run_alone_that_is_executed_right_here()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time, ScriptedHandler.UntilStopped);
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        time.SetUtcNow(Start.AddMinutes(5));
        await server.Loop<Sweeper>().SweepAsync(default);

        (await server.FindRunAsync(run.Id)).Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public async Task Where_other_servers_execute_runs_a_lease_is_judged_only_when_the_database_was_there_for_its_length()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time, configure: runs => runs.IsOnlyServer = false);
        var sweeper = server.Loop<Sweeper>();
        await sweeper.StopAsync(default);
        var run = await StartExternalAsync(server, leaseSeconds: 1);
        time.Advance(TimeSpan.FromSeconds(5));
        await sweeper.SweepAsync(default);
        (await server.FindRunAsync(run.Id)).Status.ShouldBe(RunStatus.Running);

        for (var look = 0; look < 8; look++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await sweeper.SweepAsync(default);
        }

        (await server.FindRunAsync(run.Id)).Status.ShouldBe(RunStatus.Interrupted);
    }

    [Fact]
    public async Task A_server_that_starts_beside_others_leaves_their_runs_alone()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-fleet-").FullName;
        RunId run;
        await using (var store = await JobServer.OpenStoreAsync(folder, TimeProvider.System))
        {
            run = await TakenUpAsync(store, "another server");
        }

        await using (var server = await JobServer.StartAsync(folder: folder, configure: runs => runs.IsOnlyServer = false))
        {
            // What it executes itself shows that it has begun.
            var own = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers("own")));
            await server.Watch.UntilAsync(own.Id, RunStatus.Completed);
            (await server.FindRunAsync(run)).Status.ShouldBe(RunStatus.Running);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_run_that_was_cancelled_through_another_server_is_told_to_stop()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Handler.Started;
        await server.Queue.SubmitAsync(new RequestCancel(run.Id, "Another server was asked."), default);

        await server.Get<RemoteStops>().LookAsync(default);

        await server.Watch.UntilAsync(run.Id, RunStatus.Cancelled);
    }

    [Fact]
    public async Task An_external_run_without_a_sign_of_life_is_interrupted_when_its_lease_is_over()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var run = await StartExternalAsync(server, leaseSeconds: 60);
        time.SetUtcNow(Start.AddSeconds(59));
        await server.Loop<Sweeper>().SweepAsync(default);
        (await server.FindRunAsync(run.Id)).Status.ShouldBe(RunStatus.Running);
        time.SetUtcNow(Start.AddSeconds(61));
        await server.Loop<Sweeper>().SweepAsync(default);

        var end = await server.FindRunAsync(run.Id);
        end.Status.ShouldBe(RunStatus.Interrupted);
        end.Error!.Message.ShouldBe("Whoever executes the run gave no sign of life for 60 s.");
    }

    [Fact]
    public async Task A_heartbeat_renews_the_lease_of_an_external_run()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var run = await StartExternalAsync(server, leaseSeconds: 60);
        time.SetUtcNow(Start.AddSeconds(50));
        (await server.Get<RunReports>().RenewAsync(run)).Problem.ShouldBeNull();
        time.SetUtcNow(Start.AddSeconds(100));
        await server.Loop<Sweeper>().SweepAsync(default);

        (await server.FindRunAsync(run.Id)).Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public async Task An_external_run_without_a_lease_is_never_swept()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await JobServer.StartAsync(time);
        var run = await StartExternalAsync(server, leaseSeconds: 0);
        time.SetUtcNow(Start.AddHours(2));
        await server.Loop<Sweeper>().SweepAsync(default);

        (await server.FindRunAsync(run.Id)).Status.ShouldBe(RunStatus.Running);
    }

    private static async Task<RunId> TakenUpAsync(SqliteStore store, string owner)
    {
        var job = new CreateJob(Definitions.Papers());
        await store.Writer.CommitAsync([job], Guid.NewGuid(), default);
        var made = new CreateRun(job.Job!.Id, RunTrigger.Manual) { Parameters = "{}", Reason = "Test." };
        await store.Writer.CommitAsync([made], Guid.NewGuid(), default);
        var take = new ChangeRun(made.Run!.Id, RunStatus.Running)
        {
            From = [RunStatus.Pending],
            Owner = owner,
            LeaseUntil = TimeProvider.System.NowMicros() + 8_000_000,
        };
        await store.Writer.CommitAsync([take], Guid.NewGuid(), default);
        return made.Run.Id;
    }

    private static async Task<Run> StartExternalAsync(JobServer server, int leaseSeconds)
    {
        var job = await server.CreateJobAsync(Definitions.External());
        return (await server.Get<RunStarter>().StartExternalAsync(job, "{}", leaseSeconds)).Run!;
    }
}
