using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Makes runs.</summary>
internal static class CreateRunExecutor
{
    private const string SkipReason = "Another run was under way.";

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, CreateRun command)
    {
        command.Run = null;
        command.BusyWith = null;
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

        if (command.OneAtATime && UnfinishedRuns.Of(transaction.Connection, job.Id) is [var busy, ..])
        {
            command.BusyWith = busy;
            if (command.ScheduledAt is null)
            {
                command.Refusal = Refusal.Busy;
                return;
            }
        }

        Make(transaction, command, job);
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

    private static void Make(WriteTransaction transaction, CreateRun command, JobHead job)
    {
        var id = transaction.NewRun();
        var skipped = command.BusyWith is not null;
        var status = skipped ? RunStatus.Skipped : command.Status;
        var running = status == RunStatus.Running;
        long? leaseUntil = running && command.LeaseSeconds is > 0 and { } seconds ? transaction.Now + (seconds * 1_000_000L) : null;
        transaction.Connection
            .Prepare("""
                INSERT INTO runs (run, job, status, trigger, attempt, retry_of, scheduled_at, created_at, ready_at, started_at, finished_at,
                                  parameters, lease_until, lease_seconds)
                VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11, ?12)
                """)
            .Bind(1, id.Number).Bind(2, job.Id.Number).Bind(3, status.ToText()).Bind(4, command.Trigger.ToText())
            .Bind(5, command.RetryOf?.Number).Bind(6, command.ScheduledAt).Bind(7, transaction.Now)
            .Bind(8, running ? transaction.Now : null).Bind(9, skipped ? transaction.Now : null)
            .Bind(10, command.Parameters).Bind(11, leaseUntil).Bind(12, (long?)command.LeaseSeconds)
            .Run();
        var run = transaction.FindRun(id)!;
        transaction.AddStatusChange(run, null, skipped ? SkipReason : command.Reason, null);
        command.Run = transaction.LoadRun(run);
    }
}
