using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite.Jobs;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Changes jobs.</summary>
internal static class UpdateJobExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, UpdateJob command)
    {
        command.Job = transaction.LoadJob(command.JobId);
        command.Refusal = Judge(transaction, command);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var update = transaction.Connection.Prepare("""
            UPDATE jobs SET name = ?, type = ?, cron_expression = ?, timezone = ?, enabled = ?, keywords = ?, parameters = ?,
                            max_papers_per_run = ?, timeout_seconds = ?, max_retries = ?, retry_delay_seconds = ?, concurrency = ?,
                            misfire = ?, retention_days = ?, jitter_seconds = ?, paused_until = ?,
                            next_run_at = ?, updated_at = ?, version = version + 1
            WHERE job = ?
            """);
        JobRows.Bind(update, command.Definition)
            .Bind(17, command.NextRunAt).Bind(18, transaction.Now).Bind(19, command.JobId.Number)
            .Run();
        var head = transaction.FindJob(command.JobId)!;
        head.Enabled = command.Definition.Enabled;
        head.NextRunAt = command.NextRunAt;
        transaction.Wrote = true;
        command.Job = transaction.LoadJob(command.JobId);
    }

    private static Refusal Judge(WriteTransaction transaction, UpdateJob command)
    {
        if (command.Job is null)
        {
            return Refusal.NotFound;
        }

        if (command.Job.Version != command.Version)
        {
            return Refusal.Changed;
        }

        return JobNames.IsTaken(transaction.Connection, command.Definition.Name, command.JobId) ? Refusal.NameTaken : Refusal.None;
    }
}
