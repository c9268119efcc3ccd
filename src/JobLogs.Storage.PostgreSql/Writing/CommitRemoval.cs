using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Removes the rows of the oldest commits when nothing is left of what they wrote: those before the first commit of the oldest day
/// that any job still has entries of, and before the oldest event. And what tells copies of clean-up goes when all have passed it.
/// </summary>
internal static class CommitRemoval
{
    /// <summary>Removes at most <paramref name="most"/> rows.</summary>
    public static void RemoveEmptied(WriteTransaction transaction, int most)
    {
        transaction.Pipeline.Write(new Statement("""
            DELETE FROM commits WHERE commit_no IN (
                SELECT commit_no FROM commits
                WHERE commit_no < least(
                    $1, (SELECT min(first_commit) FROM job_days), (SELECT min(commit_no) FROM status_changes), (SELECT min(commit_no) FROM metrics))
                ORDER BY commit_no LIMIT $2)
            """).With(transaction.Number).With(most));
        transaction.Pipeline.Write(new Statement("""
            DELETE FROM removals WHERE event IN (
                SELECT event FROM removals
                WHERE kind = 'before' AND commit_no <= coalesce((SELECT min(position) FROM copies), $1)
                ORDER BY commit_no LIMIT $2)
            """).With(transaction.Number).With(most));
    }
}
