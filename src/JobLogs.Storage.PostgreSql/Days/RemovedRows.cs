using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Writing;

namespace JobLogs.Storage.PostgreSql.Days;

/// <summary>
/// Deletes the rows of entries that were removed a while ago from days that have to stay: nobody sees them, so it takes no commit, and
/// goes in small steps.
/// </summary>
internal static class RemovedRows
{
    // Long enough for clean-up to come through all jobs: most days then go as a whole.
    private const long PatienceMicros = 3_600_000_000;
    private const int Step = 5_000;

    private sealed record Left(JobId Job, DateOnly Day, long FirstSeq, long LastSeq);

    /// <summary>Deletes those whose patience is over. The caller holds <see cref="Locks.Days"/>.</summary>
    public static async Task DeleteAsync(Pipeline pipeline, long nowMicros, CancellationToken cancellationToken)
    {
        foreach (var left in await pipeline.ListAsync(
            new Statement("SELECT job, day, first_seq, last_seq FROM removed_entries WHERE removed_at < $1 ORDER BY day, job, first_seq")
                .With(nowMicros - PatienceMicros),
            static row => new Left(new JobId(row.GetInt32(0)), row.GetFieldValue<DateOnly>(1), row.GetInt64(2), row.GetInt64(3)),
            cancellationToken))
        {
            await DeleteAsync(pipeline, left, cancellationToken);
        }
    }

    private static async Task DeleteAsync(Pipeline pipeline, Left left, CancellationToken cancellationToken)
    {
        int deleted;
        do
        {
            pipeline.Write(new Statement(
                "DELETE FROM entries WHERE day = $1 AND key IN (SELECT key FROM entries WHERE day = $1 AND key BETWEEN $2 AND $3 ORDER BY key LIMIT $4)")
                .With(left.Day).With(EntryKey.Of(left.Job, left.FirstSeq).Value).With(EntryKey.Of(left.Job, left.LastSeq).Value).With(Step));
            deleted = await pipeline.FlushAsync(cancellationToken);
        }
        while (deleted == Step);

        pipeline.Write(new Statement("DELETE FROM removed_entries WHERE day = $1 AND job = $2 AND first_seq = $3")
            .With(left.Day).With(left.Job.Number).With(left.FirstSeq));
        await pipeline.FlushAsync(cancellationToken);
    }
}
