using JobLogs.Storage.Blocks;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Copies;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Removes what is old, a bounded number of rows a time: entries by blocks (their time ranges tell which; those at the beginning of
/// the log as a whole, the others row by row), then the job's events, then the rows of commits that name nothing any more.
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
            await transaction.CopyEntriesAsync(cancellationToken);
            transaction.WriteHeads();
            budget -= await HeadRemoval.RemoveAsync(transaction, command, job, cancellationToken);
            command.More = budget <= 0;
        }

        if (budget > 0 && command.ResumeAfterSeq < job.LastSeq)
        {
            budget -= await RemoveEntriesAsync(transaction, command, job, budget, cancellationToken);
        }

        var lastSeq = command.More ? command.ResumeAfterSeq : job.LastSeq;
        var lastEvent = command.More ? 0 : await RemoveEventsAsync(transaction, command, budget, cancellationToken);
        await NoteAsync(transaction, command, job, (lastSeq, lastEvent), cancellationToken);
        if (!command.More)
        {
            command.ResumeAfterSeq = job.LastSeq;
            CommitRemoval.RemoveEmptied(transaction, command.MaxRows);
        }
    }

    // What it costs of the budget.
    private static async ValueTask<int> RemoveEntriesAsync(
        WriteTransaction transaction, RemoveBefore command, JobHead job, int budget, CancellationToken cancellationToken)
    {
        var (blocks, cost) = await OldBlocksAsync(transaction, command, job, budget, cancellationToken);
        command.More = cost >= budget;
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
        WriteTransaction transaction, RemoveBefore command, JobHead job, int budget, CancellationToken cancellationToken)
    {
        var found = await transaction.Pipeline.ListAsync(
            new Statement("""
                SELECT block, debug + info + warning + error + critical FROM blocks
                WHERE block BETWEEN $1 AND $2 AND min_timestamp < $3 ORDER BY block LIMIT $4
                """)
                .With(Block.NumberOf(job.Id, command.ResumeAfterSeq + 1))
                .With(Block.NumberOf(job.Id, job.LastSeq))
                .With(command.BeforeMicros)
                .With((budget / RowsThatALookCosts) + 1),
            static row => (Block: row.GetInt64(0), Entries: row.GetInt32(1)),
            cancellationToken);
        var (blocks, cost) = (new List<long>(), 0);
        foreach (var (block, entries) in found)
        {
            if (cost >= budget)
            {
                break;
            }

            blocks.Add(block);
            cost += Math.Max(entries, RowsThatALookCosts);
        }

        return (blocks, cost);
    }

    private static async ValueTask NoteAsync(
        WriteTransaction transaction, RemoveBefore command, JobHead job, (long Seq, long Event) last, CancellationToken cancellationToken)
    {
        transaction.Removed = true;
        if (command.Removed == default)
        {
            return;
        }

        transaction.Add(new EntriesRemoved
        {
            Event = 0,
            Commit = transaction.Number,
            Job = job.Id,
            AfterSeq = 0,
            TimestampMicros = transaction.Now,
            BeforeMicros = command.BeforeMicros,
            FirstSeq = command.AfterSeq + 1,
            LastSeq = last.Seq,
            LastEvent = last.Event,
            Spared = await UnfinishedRuns.OfAsync(transaction.Pipeline, job.Id, cancellationToken),
        });
        transaction.Pipeline.Write(DeadLetterRows.DropThoseOfWhatIsGone(job.Id));
    }

    // In the order of the events, of both kinds together, so that one number tells how far it came.
    private static async ValueTask<long> RemoveEventsAsync(
        WriteTransaction transaction, RemoveBefore command, int budget, CancellationToken cancellationToken)
    {
        if (budget <= 0)
        {
            command.More = true;
            return 0;
        }

        var changes = await OldEventsAsync(transaction, command, "status_changes", budget, cancellationToken);
        var metrics = await OldEventsAsync(transaction, command, "metrics", budget, cancellationToken);
        var through = transaction.LastEvent;
        if (changes.Count + metrics.Count >= budget)
        {
            command.More = true;
            through = changes.Concat(metrics).Order().ElementAt(budget - 1);
        }

        command.Removed += new RemovalCount(
            0, Remove(transaction, "status_changes", changes, through), Remove(transaction, "metrics", metrics, through));
        return through;
    }

    // Within a job the order of the index is that of the events.
    private static ValueTask<List<long>> OldEventsAsync(
        WriteTransaction transaction, RemoveBefore command, string table, int most, CancellationToken cancellationToken) => transaction.Pipeline.ListAsync(
        new Statement($"""
            SELECT event FROM {table}
            WHERE job = $1 AND timestamp < $2 AND run NOT IN (SELECT run FROM runs WHERE job = $1 AND finished_at IS NULL)
            ORDER BY after_seq, event LIMIT $3
            """)
            .With(command.Job.Number).With(command.BeforeMicros).With(most),
        static row => row.GetInt64(0),
        cancellationToken);

    private static int Remove(WriteTransaction transaction, string table, List<long> events, long through)
    {
        List<long> gone = [.. events.TakeWhile(one => one <= through)];
        if (gone.Count > 0)
        {
            transaction.Pipeline.Write(new Statement($"DELETE FROM {table} WHERE event = ANY ($1)").With(gone));
            transaction.Wrote = true;
        }

        return gone.Count;
    }
}
