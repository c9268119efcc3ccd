using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// Removes the rows of the oldest commits when nothing is left of what they wrote. It stops at the first of which something is, so a
/// job that keeps its entries for ever keeps the rows after them too: about 40 bytes a commit. And what tells copies of clean-up
/// goes when all of them have passed it.
/// </summary>
internal static class CommitRemoval
{
    /// <summary>Removes at most <paramref name="most"/> rows.</summary>
    public static void RemoveEmptied(WriteTransaction transaction, int most)
    {
        var through = 0L;
        var looked = 0;
        var commits = transaction.Connection.Prepare("SELECT commit_no, ranges FROM commits ORDER BY commit_no LIMIT ?").Bind(1, most);
        while (commits.Step() && !NamesEntries(transaction.Connection, commits.Bytes(1)) && !HasEvents(transaction.Connection, commits.Long(0)))
        {
            through = commits.Long(0);
            looked++;
        }

        commits.Reset();
        if (looked > 0)
        {
            transaction.Connection.Prepare("DELETE FROM commits WHERE commit_no <= ?").Bind(1, through).Run();
            transaction.Wrote = true;
        }

        RemovePassed(transaction, most);
    }

    private static void RemovePassed(WriteTransaction transaction, int most)
    {
        transaction.Connection
            .Prepare("""
                DELETE FROM removals WHERE event IN (
                    SELECT event FROM removals
                    WHERE kind = 'before' AND commit_no <= coalesce((SELECT min(position) FROM copies), ?1)
                    ORDER BY commit_no LIMIT ?2)
                """)
            .Bind(1, transaction.Number).Bind(2, most)
            .Run();
        transaction.Wrote |= transaction.Connection.Changes > 0;
    }

    private static bool HasEvents(Connection connection, long commit)
    {
        foreach (var table in (ReadOnlySpan<string>)["status_changes", "metrics"])
        {
            var rows = connection.Prepare($"SELECT 1 FROM {table} WHERE commit_no = ? LIMIT 1").Bind(1, commit);
            if (rows.Step())
            {
                rows.Reset();
                return true;
            }
        }

        return false;
    }

    private static bool NamesEntries(Connection connection, ReadOnlySpan<byte> ranges)
    {
        var entries = connection.Prepare("SELECT 1 FROM entries WHERE key BETWEEN ? AND ? LIMIT 1");
        var job = default(JobId);
        while (CommitRanges.TryTake(ref ranges, ref job, out var span))
        {
            entries.Bind(1, EntryKey.Of(job, span.FirstSeq).Value).Bind(2, EntryKey.Of(job, span.LastSeq).Value);
            if (entries.Step())
            {
                entries.Reset();
                return true;
            }
        }

        return false;
    }
}
