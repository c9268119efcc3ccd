using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Writes a commit's row.</summary>
internal static class CommitInsert
{
    /// <summary>Writes it, with the ranges of the entries that <paramref name="jobs"/> got.</summary>
    public static void Write(Connection connection, long number, Guid batchId, long now, IEnumerable<JobHead?> jobs)
    {
        var ranges = new List<byte>();
        var previous = default(JobId);
        foreach (var job in jobs.Where(job => job is { Added: > 0 }).OrderBy(job => job!.Id))
        {
            CommitRanges.Append(ranges, previous, new SeqSpan(job!.Id, job.LastSeq - job.Added + 1, job.Added));
            previous = job.Id;
        }

        Span<byte> id = stackalloc byte[16];
        batchId.TryWriteBytes(id);
        connection
            .Prepare("INSERT INTO commits (commit_no, batch_id, committed_at, ranges) VALUES (?, ?, ?, ?)")
            .Bind(1, number).BindBlob(2, id).Bind(3, now).BindBlob(4, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ranges))
            .Run();
    }
}
