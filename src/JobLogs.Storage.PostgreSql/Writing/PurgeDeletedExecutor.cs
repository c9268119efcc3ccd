using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Removes the rows of deleted jobs: what is of the log first, the job's own row last. Papers stay, and so does the row in
/// <c>removals</c> that tells copies of it; the number is never given again.
/// </summary>
internal static class PurgeDeletedExecutor
{
    private const string OfBlocks = "BETWEEN $1::bigint << 32 AND ($1::bigint << 32) + 4294967295";

    // In this order: while a row of a table is left, those of the tables after it stay. $1 is the job, $2 how many at most.
    private static readonly string[] Deletions =
    [
        $"DELETE FROM block_filters WHERE block IN (SELECT block FROM block_filters WHERE block {OfBlocks} LIMIT $2)",
        $"DELETE FROM blocks WHERE block IN (SELECT block FROM blocks WHERE block {OfBlocks} LIMIT $2)",
        "DELETE FROM status_changes WHERE event IN (SELECT event FROM status_changes WHERE job = $1 LIMIT $2)",
        "DELETE FROM metrics WHERE event IN (SELECT event FROM metrics WHERE job = $1 LIMIT $2)",
        "DELETE FROM removals WHERE event IN (SELECT event FROM removals WHERE job = $1 AND kind <> 'job' LIMIT $2)",
        "DELETE FROM steps WHERE (run, id) IN (SELECT run, id FROM steps WHERE run IN (SELECT run FROM runs WHERE job = $1) LIMIT $2)",
        "DELETE FROM producers WHERE (run, producer) IN (SELECT run, producer FROM producers WHERE run IN (SELECT run FROM runs WHERE job = $1) LIMIT $2)",
        "DELETE FROM runs WHERE run IN (SELECT run FROM runs WHERE job = $1 LIMIT $2)",
        "DELETE FROM jobs WHERE job = $1 AND $2 > 0",
    ];

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, PurgeDeleted command, CancellationToken cancellationToken)
    {
        command.Removed = 0;
        var next = await NextDeletedAsync(transaction, cancellationToken);
        while (command.Removed < command.MaxRows && next is { } job)
        {
            command.Removed += await RemoveSomeAsync(transaction, job, command.MaxRows - command.Removed, cancellationToken);
            next = await NextDeletedAsync(transaction, cancellationToken);
        }

        transaction.Wrote |= command.Removed > 0;
        transaction.Removed |= command.Removed > 0;
        command.More = next is not null;
    }

    private static async ValueTask<int?> NextDeletedAsync(WriteTransaction transaction, CancellationToken cancellationToken) =>
        (int?)await transaction.Pipeline.ScalarAsync(new Statement("SELECT min(job)::bigint FROM jobs WHERE deleted_at IS NOT NULL"), cancellationToken);

    private static async ValueTask<long> RemoveSomeAsync(WriteTransaction transaction, int job, long most, CancellationToken cancellationToken)
    {
        HideEntries(transaction, job);
        var removed = 0L;
        foreach (var deletion in Deletions)
        {
            if (removed == most)
            {
                break;
            }

            removed += await CountAsync(transaction, new Statement(Counted(deletion)).With(job).With(most - removed), cancellationToken);
        }

        return removed;
    }

    // They are hidden as clean-up hides what is old, which costs the commit next to nothing; no look has to wait before it deletes them.
    private static void HideEntries(WriteTransaction transaction, int job)
    {
        transaction.Pipeline.Write(new Statement("""
            INSERT INTO removed_entries (job, day, first_seq, last_seq, removed_at)
            SELECT job, day, first_seq, coalesce(lead(first_seq) OVER (ORDER BY day) - 1, $2), 0 FROM job_days WHERE job = $1
            """).With(job).With(EntryKey.MaxSeq));
        transaction.Pipeline.Write(new Statement("DELETE FROM job_days WHERE job = $1").With(job));
    }

    private static string Counted(string deletion) => $"WITH gone AS ({deletion} RETURNING 1) SELECT count(*) FROM gone";

    private static async ValueTask<long> CountAsync(WriteTransaction transaction, Statement counted, CancellationToken cancellationToken) =>
        await transaction.Pipeline.ScalarAsync(counted, cancellationToken) ?? 0;
}
