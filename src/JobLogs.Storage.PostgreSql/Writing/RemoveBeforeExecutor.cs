using JobLogs.Storage.Blocks;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Removes what is old, a bounded number of rows a time: entries by blocks (their time ranges tell which), then the job's events,
/// then the rows of commits that name nothing any more.
/// </summary>
internal static class RemoveBeforeExecutor
{
    // Blocks of which everything belongs to runs that are not over cost a look each and free nothing.
    private const int RowsThatALookCosts = 16;

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, RemoveBefore command, CancellationToken cancellationToken)
    {
        command.Removed = default;
        command.ResumeAfterSeq = command.AfterSeq;
        command.More = false;
        if (await transaction.FindJobAsync(command.Job, cancellationToken) is not { } job)
        {
            return;
        }

        var budget = command.MaxRows;
        if (command.AfterSeq < job.LastSeq)
        {
            budget -= await RemoveEntriesAsync(transaction, command, job, cancellationToken);
        }

        if (!command.More)
        {
            await RemoveEventsAsync(transaction, command, budget, cancellationToken);
        }

        Note(transaction, command, job);
        if (!command.More)
        {
            command.ResumeAfterSeq = job.LastSeq;
            CommitRemoval.RemoveEmptied(transaction, command.MaxRows);
        }
    }

    // What it costs of the budget.
    private static async ValueTask<int> RemoveEntriesAsync(
        WriteTransaction transaction, RemoveBefore command, JobHead job, CancellationToken cancellationToken)
    {
        await transaction.CopyEntriesAsync(cancellationToken);
        HeadRows.Write(transaction, [job]);
        var (blocks, cost) = await OldBlocksAsync(transaction, command, job, cancellationToken);
        command.More = cost >= command.MaxRows;
        if (command.More)
        {
            command.ResumeAfterSeq = new EntryKey((blocks[^1] * Block.Size) + Block.Size - 1).Seq;
        }
        else
        {
            // The entries after the last full block have none yet.
            blocks.Add(Block.NumberOf(job.Id, job.LastSeq));
        }

        var removed = await EntryRemoval.RemoveAsync(transaction, job, command.BeforeMicros, blocks, cancellationToken);
        command.Removed += new RemovalCount(removed, 0, 0);
        return Math.Max(cost, removed);
    }

    // As many as the budget takes, with what each costs at most.
    private static async ValueTask<(List<long> Blocks, int Cost)> OldBlocksAsync(
        WriteTransaction transaction, RemoveBefore command, JobHead job, CancellationToken cancellationToken)
    {
        var found = await transaction.Pipeline.ListAsync(
            new Statement("""
                SELECT block, debug + info + warning + error + critical FROM blocks
                WHERE block BETWEEN $1 AND $2 AND min_timestamp < $3 ORDER BY block LIMIT $4
                """)
                .With(Block.NumberOf(job.Id, command.AfterSeq + 1))
                .With(Block.NumberOf(job.Id, job.LastSeq))
                .With(command.BeforeMicros)
                .With((command.MaxRows / RowsThatALookCosts) + 1),
            static row => (Block: row.GetInt64(0), Entries: row.GetInt32(1)),
            cancellationToken);
        var (blocks, cost) = (new List<long>(), 0);
        foreach (var (block, entries) in found)
        {
            if (cost >= command.MaxRows)
            {
                break;
            }

            blocks.Add(block);
            cost += Math.Max(entries, RowsThatALookCosts);
        }

        return (blocks, cost);
    }

    private static void Note(WriteTransaction transaction, RemoveBefore command, JobHead job)
    {
        transaction.Removed = true;
        if (command.Removed.Entries > 0)
        {
            transaction.Add(new EntriesRemoved
            {
                Event = 0,
                Commit = transaction.Number,
                Job = job.Id,
                AfterSeq = 0,
                TimestampMicros = transaction.Now,
                BeforeMicros = command.BeforeMicros,
            });
        }
    }

    private static async ValueTask RemoveEventsAsync(
        WriteTransaction transaction, RemoveBefore command, int budget, CancellationToken cancellationToken)
    {
        if (budget <= 0)
        {
            command.More = true;
            return;
        }

        var changes = await RemoveAsync(transaction, command, "status_changes", budget, cancellationToken);
        var metrics = changes < budget ? await RemoveAsync(transaction, command, "metrics", budget - changes, cancellationToken) : 0;
        command.Removed += new RemovalCount(0, changes, metrics);
        command.More = changes + metrics >= budget;
    }

    private static async ValueTask<int> RemoveAsync(
        WriteTransaction transaction, RemoveBefore command, string table, int most, CancellationToken cancellationToken)
    {
        var removed = await transaction.Pipeline.ScalarAsync(
            new Statement($"""
                WITH gone AS (
                    DELETE FROM {table} WHERE event IN (
                        SELECT event FROM {table}
                        WHERE job = $1 AND timestamp < $2 AND run NOT IN (SELECT run FROM runs WHERE job = $1 AND finished_at IS NULL)
                        LIMIT $3)
                    RETURNING 1)
                SELECT count(*) FROM gone
                """)
                .With(command.Job.Number).With(command.BeforeMicros).With(most),
            cancellationToken) ?? 0;
        transaction.Wrote |= removed > 0;
        return (int)removed;
    }
}
