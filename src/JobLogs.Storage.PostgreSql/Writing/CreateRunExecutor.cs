using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Makes runs.</summary>
internal static class CreateRunExecutor
{
    private const string SkipReason = "Another run was under way.";

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, CreateRun command, CancellationToken cancellationToken)
    {
        command.Run = null;
        command.BusyWith = null;
        command.Refusal = Refusal.None;
        if (await transaction.FindJobAsync(command.Job, cancellationToken) is not { } job)
        {
            command.Refusal = Refusal.NotFound;
            return;
        }

        if (command.ScheduledAt is { } scheduled && !await TakeOccurrenceAsync(transaction, command, job, scheduled, cancellationToken))
        {
            command.Refusal = Refusal.AlreadyMade;
            return;
        }

        if (command.OneAtATime && await UnfinishedRuns.OfAsync(transaction.Pipeline, job.Id, cancellationToken) is [var busy, ..])
        {
            command.BusyWith = busy;
            if (command.ScheduledAt is null)
            {
                command.Refusal = Refusal.Busy;
                return;
            }
        }

        var run = Make(transaction, command, job);
        command.Run = await transaction.LoadRunAsync(run, cancellationToken);
    }

    private static async ValueTask<bool> TakeOccurrenceAsync(
        WriteTransaction transaction, CreateRun command, JobHead job, long scheduled, CancellationToken cancellationToken)
    {
        if (!job.Enabled || job.NextRunAt is null || job.NextRunAt != command.ExpectedNextRunAt)
        {
            return false;
        }

        job.NextRunAt = command.FollowingRunAt;
        transaction.Pipeline.Write(new Statement("UPDATE jobs SET next_run_at = $1 WHERE job = $2").With(command.FollowingRunAt).With(job.Id.Number));
        transaction.Wrote = true;

        // An occurrence can come round again when the expression or the zone is changed. It has its run; the schedule goes on.
        return !await transaction.Pipeline.AnyAsync(
            new Statement("SELECT 1 FROM runs WHERE job = $1 AND scheduled_at = $2").With(job.Id.Number).With(scheduled), cancellationToken);
    }

    private static RunHead Make(WriteTransaction transaction, CreateRun command, JobHead job)
    {
        var skipped = command.BusyWith is not null;
        var status = skipped ? RunStatus.Skipped : command.Status;
        var running = status == RunStatus.Running;
        long? leaseUntil = running && command.LeaseSeconds is > 0 and { } seconds ? transaction.Now + (seconds * 1_000_000L) : null;
        var run = new RunHead
        {
            Id = transaction.NewRun(),
            Job = job,
            Status = status,
            Attempt = 1,
            Started = running,
            FencingToken = 0,
            Owner = null,
            LeaseUntil = leaseUntil,
            LeaseSeconds = command.LeaseSeconds,
        };
        transaction.Pipeline.Write(new Statement("""
            INSERT INTO runs (run, job, status, trigger, attempt, retry_of, scheduled_at, created_at, ready_at, started_at, finished_at,
                              parameters, lease_until, lease_seconds)
            VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $7, $8, $9, $10, $11, $12)
            """)
            .With(run.Id.Number).With(job.Id.Number).With(status.ToText()).With(command.Trigger.ToText())
            .With(command.RetryOf?.Number).With(command.ScheduledAt).With(transaction.Now)
            .With(running ? transaction.Now : (long?)null).With(skipped ? transaction.Now : (long?)null)
            .With(command.Parameters).With(leaseUntil).With(command.LeaseSeconds));
        transaction.Made(run);
        transaction.AddStatusChange(run, null, skipped ? SkipReason : command.Reason, null);
        return run;
    }
}
