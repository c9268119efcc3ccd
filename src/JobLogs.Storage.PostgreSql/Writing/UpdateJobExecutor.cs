using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Jobs;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Changes jobs.</summary>
internal static class UpdateJobExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, UpdateJob command, CancellationToken cancellationToken)
    {
        command.Job = await transaction.LoadJobAsync(command.JobId, cancellationToken);
        command.Refusal = await JudgeAsync(transaction, command, cancellationToken);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        transaction.Pipeline.Write(JobRows.With(
            new Statement("""
                UPDATE jobs SET name = $1, type = $2, cron_expression = $3, timezone = $4, enabled = $5, keywords = $6, parameters = $7,
                                max_papers_per_run = $8, timeout_seconds = $9, max_retries = $10, retry_delay_seconds = $11, concurrency = $12,
                                misfire = $13, retention_days = $14, jitter_seconds = $15, paused_until = $16,
                                next_run_at = $17, updated_at = $18, version = version + 1
                WHERE job = $19
                """),
            command.Definition)
            .With(command.NextRunAt).With(transaction.Now).With(command.JobId.Number));
        var head = await transaction.FindJobAsync(command.JobId, cancellationToken);
        head!.Enabled = command.Definition.Enabled;
        head.NextRunAt = command.NextRunAt;
        transaction.Wrote = true;
        command.Job = await transaction.LoadJobAsync(command.JobId, cancellationToken);
    }

    private static async ValueTask<Refusal> JudgeAsync(WriteTransaction transaction, UpdateJob command, CancellationToken cancellationToken)
    {
        if (command.Job is null)
        {
            return Refusal.NotFound;
        }

        if (command.Job.Version != command.Version)
        {
            return Refusal.Changed;
        }

        var taken = await JobNames.IsTakenAsync(transaction.Pipeline, command.Definition.Name, command.JobId, cancellationToken);
        return taken ? Refusal.NameTaken : Refusal.None;
    }
}
