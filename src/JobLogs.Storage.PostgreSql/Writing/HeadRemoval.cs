using JobLogs.Storage.Blocks;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Removes the beginning of a job's log as a whole: blocks of which everything is old and of runs that are over. The job's days then
/// begin later, which hides the rows at once and costs the commit next to nothing; the rows go with their day, or in the background.
/// </summary>
internal static class HeadRemoval
{
    /// <summary>Removes as many blocks as the command's budget takes; returns what it costs of that.</summary>
    public static async ValueTask<int> RemoveAsync(WriteTransaction transaction, RemoveBefore command, JobHead job, CancellationToken cancellationToken)
    {
        var blocks = await LeadingAsync(transaction, command, job, cancellationToken);
        if (blocks.Count == 0)
        {
            return 0;
        }

        var through = new EntryKey((blocks[^1].Number * Block.Size) + Block.Size - 1).Seq;
        var days = await DaysAsync(transaction, job, through, cancellationToken);
        var gone = await CountAsync(transaction, job, blocks[0].FirstSeq, through, days, cancellationToken);
        EntryRemoval.NoteLast(transaction, job, gone);
        foreach (var table in (ReadOnlySpan<string>)["blocks", "block_filters"])
        {
            transaction.Pipeline.Write(new Statement($"DELETE FROM {table} WHERE block BETWEEN $1 AND $2").With(blocks[0].Number).With(blocks[^1].Number));
        }

        Hide(transaction, job, through, days);
        var removed = (int)gone.Sum(run => run.Entries);
        command.Removed += new RemovalCount(removed, 0, 0);
        command.ResumeAfterSeq = Math.Max(command.ResumeAfterSeq, through);
        return removed;
    }

    private static async ValueTask<List<(long Number, long FirstSeq)>> LeadingAsync(
        WriteTransaction transaction, RemoveBefore command, JobHead job, CancellationToken cancellationToken)
    {
        var spared = await transaction.Pipeline.ListAsync(
            new Statement("SELECT first_seq, last_seq FROM runs WHERE job = $1 AND finished_at IS NULL AND last_seq > 0").With(job.Id.Number),
            static row => new SeqRange(row.GetInt64(0), row.GetInt64(1)),
            cancellationToken);
        var first = await transaction.Pipeline.ListAsync(
            new Statement("""
                SELECT block, first_seq, last_seq, max_timestamp, debug + info + warning + error + critical FROM blocks
                WHERE block BETWEEN $1 AND $2 ORDER BY block LIMIT $3
                """)
                .With(Block.NumberOf(job.Id, 0)).With(Block.NumberOf(job.Id, job.LastSeq)).With((command.MaxRows / Block.Size) + 1),
            static row => (Number: row.GetInt64(0), Seqs: new SeqRange(row.GetInt64(1), row.GetInt64(2)), MaxTimestamp: row.GetInt64(3), Entries: row.GetInt32(4)),
            cancellationToken);
        var leading = new List<(long Number, long FirstSeq)>();
        var entries = 0;
        foreach (var block in first)
        {
            // What an earlier step has passed is not this one's to tell of.
            var passed = block.Seqs.From <= command.AfterSeq;
            if (passed || entries >= command.MaxRows || block.MaxTimestamp >= command.BeforeMicros || spared.Exists(run => !run.And(block.Seqs).IsEmpty))
            {
                break;
            }

            leading.Add((block.Number, block.Seqs.From));
            entries += block.Entries;
        }

        return leading;
    }

    private static ValueTask<List<(DateOnly Day, long FirstSeq, long LastSeq)>> DaysAsync(
        WriteTransaction transaction, JobHead job, long through, CancellationToken cancellationToken) => transaction.Pipeline.ListAsync(
        new Statement("""
            SELECT day, first_seq, last_seq FROM (
                SELECT day, first_seq, coalesce(lead(first_seq) OVER (ORDER BY day) - 1, $2) AS last_seq FROM job_days WHERE job = $1) days
            WHERE first_seq <= $3 ORDER BY day
            """).With(job.Id.Number).With(job.LastSeq).With(through),
        static row => (row.GetFieldValue<DateOnly>(0), row.GetInt64(1), row.GetInt64(2)),
        cancellationToken);

    // The rows between the first of these blocks and the last are all seen: what was hidden before lies before them.
    private static ValueTask<List<(long Run, long LastKey, long Entries)>> CountAsync(
        WriteTransaction transaction, JobHead job, long first, long through, List<(DateOnly Day, long FirstSeq, long LastSeq)> days, CancellationToken cancellationToken) =>
        transaction.Pipeline.ListAsync(
            new Statement("SELECT run, max(key), count(*) FROM entries WHERE day = ANY ($1) AND key BETWEEN $2 AND $3 GROUP BY run")
                .With(days.Select(day => day.Day)).With(EntryKey.Of(job.Id, first).Value).With(EntryKey.Of(job.Id, through).Value),
            static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
            cancellationToken);

    private static void Hide(WriteTransaction transaction, JobHead job, long through, List<(DateOnly Day, long FirstSeq, long LastSeq)> days)
    {
        transaction.Pipeline.Write(new Statement("""
            INSERT INTO removed_entries (job, day, first_seq, last_seq, removed_at) SELECT $1, v.day, v.first_seq, v.last_seq, $5
            FROM unnest($2, $3, $4) AS v (day, first_seq, last_seq)
            """)
            .With(job.Id.Number).With(days.Select(day => day.Day)).With(days.Select(day => day.FirstSeq))
            .With(days.Select(day => Math.Min(day.LastSeq, through))).With(transaction.Now));
        transaction.Pipeline.Write(new Statement("DELETE FROM job_days WHERE job = $1 AND day = ANY ($2)")
            .With(job.Id.Number).With(days.Where(day => day.LastSeq <= through).Select(day => day.Day)));
        transaction.Pipeline.Write(new Statement("UPDATE job_days SET first_seq = $1 WHERE job = $2 AND first_seq < $1").With(through + 1).With(job.Id.Number));
        transaction.Pipeline.Write(new Statement("UPDATE jobs SET last_day = (SELECT max(day) FROM job_days WHERE job = $1) WHERE job = $1").With(job.Id.Number));
        job.LastDay = null;
    }
}
