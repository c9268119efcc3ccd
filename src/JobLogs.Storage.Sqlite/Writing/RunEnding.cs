using JobLogs.Storage.Model;

namespace JobLogs.Storage.Sqlite.Writing;

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
        transaction.Connection
            .Prepare("""
                UPDATE runs SET status = ?1, finished_at = ?2, owner = NULL, lease_until = NULL, current_step = NULL,
                                error_code = CASE WHEN ?1 = 'completed' THEN NULL ELSE coalesce(?3, error_code) END,
                                error_message = CASE WHEN ?1 = 'completed' THEN NULL WHEN ?3 IS NULL THEN error_message ELSE ?4 END
                WHERE run = ?5
                """)
            .Bind(1, to.ToText()).Bind(2, transaction.Now).Bind(3, error?.Code).Bind(4, error?.Message).Bind(5, run.Id.Number)
            .Run();
        EndSteps(transaction, run, to);
        transaction.AddStatusChange(run, from, reason, details);
    }

    private static void EndSteps(WriteTransaction transaction, RunHead run, RunStatus to)
    {
        var status = to is RunStatus.Completed or RunStatus.Failed ? to : RunStatus.Cancelled;
        transaction.Connection
            .Prepare("UPDATE steps SET status = ?, finished_at = ?, commit_no = ? WHERE run = ? AND finished_at IS NULL")
            .Bind(1, status.ToText()).Bind(2, transaction.Now).Bind(3, transaction.Number).Bind(4, run.Id.Number)
            .Run();
    }
}
