using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Makes runs.</summary>
internal static class CreateRunExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, CreateRun command, CancellationToken cancellationToken)
    {
        command.Run = null;
        command.BusyWith = null;
        command.Replaced = [];
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

        List<RunId> unfinished = command.Busy is null ? [] : await UnfinishedRuns.OfAsync(transaction.Pipeline, job.Id, cancellationToken);
        var refused = command.Busy?.Refuses(unfinished) == true;
        if (refused && command.ScheduledAt is null)
        {
            command.BusyWith = unfinished[0];
            command.Refusal = command.Busy!.Action == BusyAction.Skip ? Refusal.Busy : Refusal.TooMany;
            return;
        }

        RunHead run;
        if (refused)
        {
            command.BusyWith = unfinished[0];
            run = Make(transaction, command, job, RunStatus.Skipped, command.Busy!.SkipReason(unfinished), waits: false);
        }
        else
        {
            var waits = command.Busy?.HoldsBack(unfinished) == true;
            command.BusyWith = waits ? unfinished[^1] : null;
            run = Make(transaction, command, job, command.Status, command.Busy?.Reason(command.Reason, unfinished) ?? command.Reason, waits);
            if (command.Busy?.Action == BusyAction.Replace)
            {
                command.Replaced = await ReplaceAsync(transaction, unfinished, command.Busy.ReplacedReason(run.Id), cancellationToken);
            }
        }

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

    /// <summary>Ends the runs that no server executes, and notes for the others that they are to end.</summary>
    /// <returns>Those others.</returns>
    private static async ValueTask<List<RunId>> ReplaceAsync(
        WriteTransaction transaction, List<RunId> unfinished, string reason, CancellationToken cancellationToken)
    {
        var executed = new List<RunId>();
        foreach (var old in unfinished)
        {
            var head = (await transaction.FindRunAsync(old, cancellationToken))!;
            if (!head.IsExecuted)
            {
                RunEnding.End(transaction, head, RunStatus.Cancelled, reason, null, null);
                continue;
            }

            transaction.Pipeline.Write(new Statement(
                "UPDATE runs SET cancel_requested_at = coalesce(cancel_requested_at, $1), cancel_reason = coalesce(cancel_reason, $2) WHERE run = $3")
                .With(transaction.Now).With(reason).With(old.Number));
            executed.Add(old);
        }

        return executed;
    }

    private static RunHead Make(WriteTransaction transaction, CreateRun command, JobHead job, RunStatus status, string reason, bool waits)
    {
        var running = status == RunStatus.Running;
        var skipped = status == RunStatus.Skipped;
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
                              parameters, lease_until, lease_seconds, waits)
            VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $13, $8, $9, $10, $11, $12, $14)
            """)
            .With(run.Id.Number).With(job.Id.Number).With(status.ToText()).With(command.Trigger.ToText())
            .With(command.RetryOf?.Number).With(command.ScheduledAt).With(transaction.Now)
            .With(running ? transaction.Now : (long?)null).With(skipped ? transaction.Now : (long?)null)
            .With(command.Parameters).With(leaseUntil).With(command.LeaseSeconds)
            .With(command.ReadyAt ?? transaction.Now).With(waits));
        transaction.Made(run);
        transaction.AddStatusChange(run, null, reason, null);
        return run;
    }
}
