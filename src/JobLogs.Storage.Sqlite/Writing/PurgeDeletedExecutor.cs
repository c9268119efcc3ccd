using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// Removes the rows of deleted jobs: what is of the log first, the job's own row last. Papers stay, and so does the row in
/// <c>removals</c> that tells copies of it; the number is never given again.
/// </summary>
internal static class PurgeDeletedExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, PurgeDeleted command, OpenBlocks open)
    {
        command.Removed = 0;
        var connection = transaction.Connection;
        while (command.Removed < command.MaxRows && NextDeleted(connection) is { } job)
        {
            open.Drop(job);
            command.Removed += RemoveSome(connection, job, command.MaxRows - command.Removed);
        }

        transaction.Wrote |= command.Removed > 0;
        command.More = NextDeleted(connection) is not null;
    }

    private static JobId? NextDeleted(Connection connection) =>
        connection.Scalar("SELECT min(job) FROM jobs WHERE deleted_at IS NOT NULL") is { } job ? new JobId((int)job) : null;

    private static long RemoveSome(Connection connection, JobId job, long most)
    {
        var removed = RemoveRange(connection, "entries", "key", EntryKey.Of(job, 0).Value, EntryKey.Of(job, EntryKey.MaxSeq).Value, most);
        var firstBlock = Blocks.Block.NumberOf(job, 0);
        var lastBlock = Blocks.Block.NumberOf(job, EntryKey.MaxSeq);
        removed += RemoveRange(connection, "block_filters", "block", firstBlock, lastBlock, most - removed);
        removed += RemoveRange(connection, "blocks", "block", firstBlock, lastBlock, most - removed);
        foreach (var table in (ReadOnlySpan<string>)["status_changes", "metrics", "removals"])
        {
            var kept = table == "removals" ? "AND kind <> 'job'" : "";
            removed += Remove(connection, $"DELETE FROM {table} WHERE event IN (SELECT event FROM {table} WHERE job = ?1 {kept} LIMIT ?2)", job, most - removed);
        }

        foreach (var (table, key) in (ReadOnlySpan<(string, string)>)[("steps", "id"), ("producers", "producer")])
        {
            removed += Remove(
                connection,
                $"""
                DELETE FROM {table} WHERE (run, {key}) IN (
                    SELECT run, {key} FROM {table} WHERE run IN (SELECT run FROM runs WHERE job = ?1) LIMIT ?2)
                """,
                job,
                most - removed);
        }

        removed += Remove(connection, "DELETE FROM runs WHERE run IN (SELECT run FROM runs WHERE job = ?1 LIMIT ?2)", job, most - removed);
        return removed + Remove(connection, "DELETE FROM jobs WHERE job = ?1 AND ?2 > 0", job, most - removed);
    }

    private static long RemoveRange(Connection connection, string table, string key, long first, long last, long most)
    {
        if (most <= 0)
        {
            return 0;
        }

        connection
            .Prepare($"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY {key} LIMIT ?)")
            .Bind(1, first).Bind(2, last).Bind(3, most)
            .Run();
        return connection.Changes;
    }

    private static long Remove(Connection connection, string sql, JobId job, long most)
    {
        if (most <= 0)
        {
            return 0;
        }

        connection.Prepare(sql).Bind(1, job.Number).Bind(2, most).Run();
        return connection.Changes;
    }
}
