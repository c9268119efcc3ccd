using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>How a run ends: its row, its open steps, its history.</summary>
internal static class RunEnding
{
    /// <summary>Ends a run that is not over.</summary>
    /// <param name="to">A final status.</param>
    /// <param name="reason">Why, as a sentence.</param>
    /// <param name="details">A JSON object with more.</param>
    /// <param name="error">Why it ended badly; null leaves what an earlier attempt left, but a completed run has none.</param>
    public static void End(WriteTransaction transaction, RunHead run, RunStatus to, string? reason, string? details, RunError? error)
    {
        var from = run.Status;
        run.Status = to;
        run.Owner = null;
        run.LeaseUntil = null;
        run.LeaseChanged = false;
        transaction.Pipeline.Write(new Statement("""
            UPDATE runs SET status = $1, finished_at = $2, owner = NULL, lease_until = NULL, current_step = NULL,
                            error_code = CASE WHEN $1 = 'completed' THEN NULL ELSE coalesce($3, error_code) END,
                            error_message = CASE WHEN $1 = 'completed' THEN NULL WHEN $3 IS NULL THEN error_message ELSE $4 END
            WHERE run = $5
            """)
            .With(to.ToText()).With(transaction.Now).With(error?.Code).With(error?.Message).With(run.Id.Number));
        EndSteps(transaction, run, to);
        transaction.AddStatusChange(run, from, reason, details);
    }

    private static void EndSteps(WriteTransaction transaction, RunHead run, RunStatus to)
    {
        var status = to is RunStatus.Completed or RunStatus.Failed ? to : RunStatus.Cancelled;
        transaction.Pipeline.Write(new Statement("UPDATE steps SET status = $1, finished_at = $2, commit_no = $3 WHERE run = $4 AND finished_at IS NULL")
            .With(status.ToText()).With(transaction.Now).With(transaction.Number).With(run.Id.Number));
    }
}
