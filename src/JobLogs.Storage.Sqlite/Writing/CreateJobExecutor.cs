using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite.Jobs;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Creates jobs.</summary>
internal static class CreateJobExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, CreateJob command)
    {
        command.Job = null;
        command.Refusal = JobNames.IsTaken(transaction.Connection, command.Definition.Name) ? Refusal.NameTaken : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var job = transaction.NewJob();
        var insert = transaction.Connection.Prepare("""
            INSERT INTO jobs (name, type, cron_expression, timezone, enabled, keywords, parameters, max_papers_per_run, timeout_seconds,
                              max_retries, retry_delay_seconds, concurrency, misfire, retention_days, jitter_seconds, paused_until,
                              job, next_run_at, created_at, updated_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?17, ?18, ?19, ?19, 1)
            """);
        JobRows.Bind(insert, command.Definition)
            .Bind(17, job.Number).Bind(18, command.NextRunAt).Bind(19, transaction.Now)
            .Run();
        transaction.Wrote = true;
        command.Job = transaction.LoadJob(job);
    }
}
