using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Removes old entries of some blocks of a job, and keeps the blocks' rows, the runs', the job's and its days' true.</summary>
internal static class EntryRemoval
{
    private const string Places = "key BETWEEN block * 256 AND block * 256 + 255 AND day = ANY ($2)";

    /// <summary>Removes from the blocks' places what is old and not of a run under way; returns how many entries.</summary>
    public static async ValueTask<int> RemoveAsync(
        WriteTransaction transaction, JobHead job, long beforeMicros, List<long> blocks, CancellationToken cancellationToken)
    {
        var days = await DaysAsync(transaction, job, blocks, cancellationToken);
        var gone = await DeleteAsync(transaction, job, beforeMicros, blocks, days, cancellationToken);
        if (gone.Count == 0)
        {
            return 0;
        }

        NoteLast(transaction, job, gone);
        Narrow(transaction, blocks, days);
        NarrowDays(transaction, job, days);
        return (int)gone.Sum(run => run.Entries);
    }

    private static ValueTask<List<DateOnly>> DaysAsync(WriteTransaction transaction, JobHead job, List<long> blocks, CancellationToken cancellationToken) =>
        transaction.Pipeline.ListAsync(
            new Statement("""
                SELECT day FROM job_days
                WHERE job = $1 AND first_seq <= $3 AND day >= coalesce((SELECT max(day) FROM job_days WHERE job = $1 AND first_seq <= $2), '-infinity')
                """)
                .With(job.Id.Number)
                .With(new EntryKey(blocks[0] * Block.Size).Seq)
                .With(new EntryKey((blocks[^1] * Block.Size) + Block.Size - 1).Seq),
            static row => row.GetFieldValue<DateOnly>(0),
            cancellationToken);

    private static ValueTask<List<(long Run, long LastKey, long Entries)>> DeleteAsync(
        WriteTransaction transaction, JobHead job, long beforeMicros, List<long> blocks, List<DateOnly> days, CancellationToken cancellationToken) =>
        transaction.Pipeline.ListAsync(
            new Statement($"""
                WITH gone AS (
                    DELETE FROM entries USING unnest($1) AS old (block)
                    WHERE {Places} AND timestamp < $3 AND run NOT IN (SELECT run FROM runs WHERE job = $4 AND finished_at IS NULL)
                    RETURNING key, run)
                SELECT run, max(key), count(*) FROM gone GROUP BY run
                """)
                .With(blocks).With(days).With(beforeMicros).With(job.Id.Number),
            static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
            cancellationToken);

    private static void NoteLast(WriteTransaction transaction, JobHead job, List<(long Run, long LastKey, long Entries)> gone)
    {
        transaction.Pipeline.Write(new Statement("""
            UPDATE runs SET removed_through_seq = greatest(runs.removed_through_seq, v.seq) FROM unnest($1, $2) AS v (run, seq) WHERE runs.run = v.run
            """)
            .With(gone.Select(run => run.Run)).With(gone.Select(run => new EntryKey(run.LastKey).Seq)));
        transaction.Pipeline.Write(new Statement(
            "UPDATE jobs SET removed_through_seq = greatest(removed_through_seq, $1), removed_in_commit = $2 WHERE job = $3")
            .With(gone.Max(run => new EntryKey(run.LastKey).Seq)).With(transaction.Number).With(job.Id.Number));
        job.RemovedInCommit = transaction.Number;
    }

    // The filter stays: it may say more than is there, never less.
    private static void Narrow(WriteTransaction transaction, List<long> blocks, List<DateOnly> days)
    {
        transaction.Pipeline.Write(new Statement($"""
            UPDATE blocks b SET
                first_seq = l.first_seq, last_seq = l.last_seq, first_commit = l.first_commit, last_commit = l.last_commit,
                min_timestamp = l.min_timestamp, max_timestamp = l.max_timestamp,
                debug = l.debug, info = l.info, warning = l.warning, error = l.error, critical = l.critical
            FROM (
                SELECT block, min(key) & 1099511627775 AS first_seq, max(key) & 1099511627775 AS last_seq,
                       min(commit_no) AS first_commit, max(commit_no) AS last_commit, min(timestamp) AS min_timestamp, max(timestamp) AS max_timestamp,
                       count(*) FILTER (WHERE level = 0) AS debug, count(*) FILTER (WHERE level = 1) AS info,
                       count(*) FILTER (WHERE level = 2) AS warning, count(*) FILTER (WHERE level = 3) AS error,
                       count(*) FILTER (WHERE level = 4) AS critical
                FROM unnest($1) AS old (block) JOIN entries ON {Places} GROUP BY block) l
            WHERE b.block = l.block
            """).With(blocks).With(days));
        foreach (var table in (ReadOnlySpan<string>)["blocks", "block_filters"])
        {
            transaction.Pipeline.Write(new Statement(
                $"DELETE FROM {table} WHERE block = ANY ($1) AND NOT EXISTS (SELECT FROM entries WHERE {Places})").With(blocks).With(days));
        }
    }

    // A day in which nothing of the job is left has no row; the job's next entry makes one again.
    private static void NarrowDays(WriteTransaction transaction, JobHead job, List<DateOnly> days)
    {
        transaction.Pipeline.Write(new Statement("""
            DELETE FROM job_days d
            WHERE job = $1 AND day = ANY ($2) AND NOT EXISTS (
                SELECT FROM entries e
                WHERE e.day = d.day AND e.day = ANY ($2) AND e.key BETWEEN $1::bigint << 40 AND ($1::bigint << 40) + 1099511627775)
            """).With(job.Id.Number).With(days));
        transaction.Pipeline.Write(new Statement("UPDATE jobs SET last_day = (SELECT max(day) FROM job_days WHERE job = $1) WHERE job = $1").With(job.Id.Number));
        job.LastDay = null;
    }
}
