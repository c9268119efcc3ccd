using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Removes old entries of a job, a block at a time, and keeps the block's row, the run's and the job's true.</summary>
internal sealed class EntryRemoval(WriteTransaction transaction, JobId job, long beforeMicros)
{
    private const string Old = """
        key BETWEEN ?1 AND ?2 AND timestamp < ?3 AND run NOT IN (SELECT run FROM runs WHERE job = ?4 AND finished_at IS NULL)
        """;

    /// <summary>Removes from the block's places what is old and not of a run under way; returns how many entries.</summary>
    public int Remove(long block)
    {
        var last = NoteLastOfRuns(block);
        if (last == 0)
        {
            return 0;
        }

        Bind(transaction.Connection.Prepare($"DELETE FROM entries WHERE {Old}"), block).Run();
        var removed = transaction.Connection.Changes;
        NoteLastOfJob(last);
        Narrow(block);
        return removed;
    }

    private long NoteLastOfRuns(long block)
    {
        var note = transaction.Connection.Prepare("UPDATE runs SET removed_through_seq = max(removed_through_seq, ?) WHERE run = ?");
        var rows = Bind(transaction.Connection.Prepare($"SELECT run, max(key) FROM entries WHERE {Old} GROUP BY run"), block);
        var last = 0L;
        while (rows.Step())
        {
            var seq = new EntryKey(rows.Long(1)).Seq;
            note.Bind(1, seq).Bind(2, rows.Long(0)).Run();
            last = Math.Max(last, seq);
        }

        return last;
    }

    private void NoteLastOfJob(long seq) => transaction.Connection
        .Prepare("UPDATE jobs SET removed_through_seq = max(removed_through_seq, ?), removed_in_commit = ? WHERE job = ?")
        .Bind(1, seq).Bind(2, transaction.Number).Bind(3, job.Number)
        .Run();

    // The filter stays: it may say more than is there, never less.
    private void Narrow(long block)
    {
        var left = Range(
            transaction.Connection.Prepare("""
                SELECT count(*), min(key), max(key), min(commit_no), max(commit_no), min(timestamp), max(timestamp),
                       coalesce(sum(level = 0), 0), coalesce(sum(level = 1), 0), coalesce(sum(level = 2), 0), coalesce(sum(level = 3), 0),
                       coalesce(sum(level = 4), 0)
                FROM entries WHERE key BETWEEN ?1 AND ?2
                """),
            block);
        left.Step();
        if (left.Long(0) == 0)
        {
            left.Reset();
            transaction.Connection.Prepare("DELETE FROM blocks WHERE block = ?").Bind(1, block).Run();
            transaction.Connection.Prepare("DELETE FROM block_filters WHERE block = ?").Bind(1, block).Run();
            return;
        }

        var update = transaction.Connection.Prepare("""
            UPDATE blocks SET first_seq = ?, last_seq = ?, first_commit = ?, last_commit = ?, min_timestamp = ?, max_timestamp = ?,
                              debug = ?, info = ?, warning = ?, error = ?, critical = ?
            WHERE block = ?
            """);
        update.Bind(1, new EntryKey(left.Long(1)).Seq).Bind(2, new EntryKey(left.Long(2)).Seq);
        for (var column = 3; column <= 11; column++)
        {
            update.Bind(column, left.Long(column));
        }

        left.Reset();
        update.Bind(12, block).Run();
    }

    private Statement Bind(Statement statement, long block) =>
        Range(statement, block).Bind(3, beforeMicros).Bind(4, job.Number);

    private static Statement Range(Statement statement, long block) =>
        statement.Bind(1, block * Block.Size).Bind(2, (block * Block.Size) + Block.Size - 1);
}
