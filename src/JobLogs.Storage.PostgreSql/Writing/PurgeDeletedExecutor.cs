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
        var removed = await RemoveEntriesAsync(transaction, job, most, cancellationToken);
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

    // Day by day, the oldest first: a day that is through has no row any more.
    private static async ValueTask<long> RemoveEntriesAsync(WriteTransaction transaction, int job, long most, CancellationToken cancellationToken)
    {
        var removed = 0L;
        while (removed < most && await OldestDayAsync(transaction, job, cancellationToken) is { } day)
        {
            var last = EntryKey.Of(new JobId(job), EntryKey.MaxSeq).Value;
            var wanted = most - removed;
            var gone = await CountAsync(
                transaction,
                new Statement(Counted(
                    "DELETE FROM entries WHERE day = $1 AND key IN (SELECT key FROM entries WHERE day = $1 AND key BETWEEN $2 AND $3 ORDER BY key LIMIT $4)"))
                    .With(day).With(EntryKey.Of(new JobId(job), 0).Value).With(last).With(wanted),
                cancellationToken);
            if (gone < wanted)
            {
                transaction.Pipeline.Write(new Statement("DELETE FROM job_days WHERE job = $1 AND day = $2").With(job).With(day));
            }

            removed += gone;
        }

        return removed;
    }

    private static async ValueTask<DateOnly?> OldestDayAsync(WriteTransaction transaction, int job, CancellationToken cancellationToken)
    {
        await using var rows = await transaction.Pipeline.AskAsync(
            cancellationToken, new Statement("SELECT min(day) FROM job_days WHERE job = $1").With(job));
        return await rows.ReadAsync(cancellationToken) ? rows.DayOrNull(0) : null;
    }

    private static string Counted(string deletion) => $"WITH gone AS ({deletion} RETURNING 1) SELECT count(*) FROM gone";

    private static async ValueTask<long> CountAsync(WriteTransaction transaction, Statement counted, CancellationToken cancellationToken) =>
        await transaction.Pipeline.ScalarAsync(counted, cancellationToken) ?? 0;
}
