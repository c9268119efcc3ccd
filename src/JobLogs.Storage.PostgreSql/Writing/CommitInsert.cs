using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Writes a commit's row.</summary>
internal static class CommitInsert
{
    /// <summary>
    /// Writes it, with the ranges of the entries that jobs got; or, when there is nothing in it that readers learn, notes the batch as
    /// the writer's last quiet one.
    /// </summary>
    public static void Write(WriteTransaction transaction, Guid writer, Guid batchId) => transaction.Pipeline.Write(transaction.Tells
        ? new Statement("INSERT INTO commits (commit_no, batch_id, committed_at, ranges) VALUES ($1, $2, $3, $4)")
            .With(transaction.Number).With(batchId).With(transaction.Now).With(Ranges(transaction.Jobs))
        : new Statement("""
            INSERT INTO quiet_commits (writer, batch_id, committed_at) VALUES ($1, $2, $3)
            ON CONFLICT (writer) DO UPDATE SET batch_id = excluded.batch_id, committed_at = excluded.committed_at
            """)
            .With(writer).With(batchId).With(transaction.Now));

    private static byte[] Ranges(IEnumerable<JobHead> jobs)
    {
        var ranges = new List<byte>();
        var previous = default(JobId);
        foreach (var job in jobs.Where(job => job.Added > 0).OrderBy(job => job.Id))
        {
            CommitRanges.Append(ranges, previous, new SeqSpan(job.Id, job.LastSeq - job.Added + 1, job.Added));
            previous = job.Id;
        }

        return [.. ranges];
    }
}
