using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Removes the rows of the oldest commits when all entries that they name are gone (events know their commit themselves): those
/// before the first commit of the oldest day that any job still has entries of.
/// </summary>
internal static class CommitRemoval
{
    /// <summary>Removes at most <paramref name="most"/> rows.</summary>
    public static void RemoveEmptied(WriteTransaction transaction, int most) => transaction.Pipeline.Write(new Statement("""
        DELETE FROM commits WHERE commit_no IN (
            SELECT commit_no FROM commits
            WHERE commit_no < coalesce((SELECT min(first_commit) FROM job_days), $1)
            ORDER BY commit_no LIMIT $2)
        """).With(transaction.Number).With(most));
}
