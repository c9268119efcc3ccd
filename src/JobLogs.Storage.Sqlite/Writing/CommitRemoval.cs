using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// Removes the rows of the oldest commits when all entries that they name are gone (events know their commit themselves). It
/// stops at the first that names an entry, so a job that keeps its entries for ever keeps the rows after them too: about 40 bytes a commit.
/// </summary>
internal static class CommitRemoval
{
    /// <summary>Removes at most <paramref name="most"/> rows.</summary>
    public static void RemoveEmptied(WriteTransaction transaction, int most)
    {
        var through = 0L;
        var looked = 0;
        var commits = transaction.Connection.Prepare("SELECT commit_no, ranges FROM commits ORDER BY commit_no LIMIT ?").Bind(1, most);
        while (commits.Step() && !NamesEntries(transaction.Connection, commits.Bytes(1)))
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
