using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Makes runs.</summary>
internal static class CreateRunExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, CreateRun command)
    {
        command.Run = null;
        command.BusyWith = null;
        command.Replaced = [];
        command.Refusal = Refusal.None;
        if (transaction.FindJob(command.Job) is not { } job)
        {
            command.Refusal = Refusal.NotFound;
            return;
        }

        if (command.ScheduledAt is { } scheduled && !TakeOccurrence(transaction, command, job, scheduled))
        {
            command.Refusal = Refusal.AlreadyMade;
            return;
        }

        List<RunId> unfinished = command.Busy is null ? [] : UnfinishedRuns.Of(transaction.Connection, job.Id);
        var refused = command.Busy?.Refuses(unfinished) == true;
        if (refused && command.ScheduledAt is null)
        {
            command.BusyWith = unfinished[0];
            command.Refusal = command.Busy!.Action == BusyAction.Skip ? Refusal.Busy : Refusal.TooMany;
            return;
        }

        if (refused)
        {
            command.BusyWith = unfinished[0];
            Make(transaction, command, job, RunStatus.Skipped, command.Busy!.SkipReason(unfinished), waits: false);
            return;
        }

        var waits = command.Busy?.HoldsBack(unfinished) == true;
        command.BusyWith = waits ? unfinished[^1] : null;
        var id = Make(transaction, command, job, command.Status, command.Busy?.Reason(command.Reason, unfinished) ?? command.Reason, waits);
        if (command.Busy?.Action == BusyAction.Replace)
        {
            command.Replaced = Replace(transaction, unfinished, command.Busy.ReplacedReason(id));
        }
    }

    private static bool TakeOccurrence(WriteTransaction transaction, CreateRun command, JobHead job, long scheduled)
    {
        if (!job.Enabled || job.NextRunAt is null || job.NextRunAt != command.ExpectedNextRunAt)
        {
            return false;
        }

        job.NextRunAt = command.FollowingRunAt;
        transaction.Connection
            .Prepare("UPDATE jobs SET next_run_at = ? WHERE job = ?")
            .Bind(1, command.FollowingRunAt).Bind(2, job.Id.Number)
            .Run();
        transaction.Wrote = true;

        // An occurrence can come round again when the expression or the zone is changed. It has its run; the schedule goes on.
        var rows = transaction.Connection
            .Prepare("SELECT 1 FROM runs WHERE job = ? AND scheduled_at = ?")
            .Bind(1, job.Id.Number).Bind(2, scheduled);
        var made = rows.Step();
        rows.Reset();
        return !made;
    }

    /// <summary>Ends the runs that no server executes, and notes for the others that they are to end.</summary>
    /// <returns>Those others.</returns>
    private static List<RunId> Replace(WriteTransaction transaction, List<RunId> unfinished, string reason)
    {
        var executed = new List<RunId>();
        foreach (var old in unfinished)
        {
            var head = transaction.FindRun(old)!;
            if (!head.IsExecuted)
            {
                RunEnding.End(transaction, head, RunStatus.Cancelled, reason, null, null);
                continue;
            }

            transaction.Connection
                .Prepare("UPDATE runs SET cancel_requested_at = coalesce(cancel_requested_at, ?), cancel_reason = coalesce(cancel_reason, ?) WHERE run = ?")
                .Bind(1, transaction.Now).Bind(2, reason).Bind(3, old.Number)
                .Run();
            executed.Add(old);
        }

        return executed;
    }

    private static RunId Make(WriteTransaction transaction, CreateRun command, JobHead job, RunStatus status, string reason, bool waits)
    {
        var id = transaction.NewRun();
        var running = status == RunStatus.Running;
        var skipped = status == RunStatus.Skipped;
        long? leaseUntil = running && command.LeaseSeconds is > 0 and { } seconds ? transaction.Now + (seconds * 1_000_000L) : null;
        transaction.Connection
            .Prepare("""
                INSERT INTO runs (run, job, status, trigger, attempt, retry_of, scheduled_at, created_at, ready_at, started_at, finished_at,
                                  parameters, lease_until, lease_seconds, waits)
                VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?13, ?8, ?9, ?10, ?11, ?12, ?14)
                """)
            .Bind(1, id.Number).Bind(2, job.Id.Number).Bind(3, status.ToText()).Bind(4, command.Trigger.ToText())
            .Bind(5, command.RetryOf?.Number).Bind(6, command.ScheduledAt).Bind(7, transaction.Now)
            .Bind(8, running ? transaction.Now : null).Bind(9, skipped ? transaction.Now : null)
            .Bind(10, command.Parameters).Bind(11, leaseUntil).Bind(12, (long?)command.LeaseSeconds)
            .Bind(13, command.ReadyAt ?? transaction.Now).Bind(14, waits ? 1 : 0)
            .Run();
        var run = transaction.FindRun(id)!;
        transaction.AddStatusChange(run, null, reason, null);
        command.Run = transaction.LoadRun(run);
        return id;
    }
}
