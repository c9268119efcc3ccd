using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Jobs;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Creates jobs.</summary>
internal static class CreateJobExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, CreateJob command, CancellationToken cancellationToken)
    {
        command.Job = null;
        var taken = await JobNames.IsTakenAsync(transaction.Pipeline, command.Definition.Name, default, cancellationToken);
        command.Refusal = taken ? Refusal.NameTaken : Refusal.None;
        if (taken)
        {
            return;
        }

        var job = transaction.NewJob();
        transaction.Pipeline.Write(JobRows.With(
            new Statement("""
                INSERT INTO jobs (name, type, cron_expression, timezone, enabled, keywords, parameters, max_papers_per_run, timeout_seconds,
                                  max_retries, retry_delay_seconds, concurrency, misfire, retention_days, jitter_seconds, paused_until,
                                  job, next_run_at, created_at, updated_at, version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, 1)
                """),
            command.Definition)
            .With(job.Number).With(command.NextRunAt).With(transaction.Now));
        transaction.Made(new JobHead
        {
            Id = job,
            LastSeq = 0,
            StoredSeq = 0,
            Enabled = command.Definition.Enabled,
            NextRunAt = command.NextRunAt,
            LastDay = null,
            RemovedInCommit = 0,
        });
        transaction.Wrote = true;
        command.Job = await transaction.LoadJobAsync(job, cancellationToken);
    }
}
