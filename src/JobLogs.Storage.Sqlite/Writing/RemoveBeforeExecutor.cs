using JobLogs.Storage.Blocks;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Copies;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// Removes what is old, a bounded number of rows a time: entries block by block (the blocks' time ranges tell which), then
/// the job's events, then the rows of commits that name nothing any more.
/// </summary>
internal static class RemoveBeforeExecutor
{
    // Blocks of which everything belongs to runs that are not over cost a look each and free nothing.
    private const int RowsThatALookCosts = 16;

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RemoveBefore command, OpenBlocks open)
    {
        command.Removed = default;
        command.ResumeAfterSeq = command.AfterSeq;
        command.More = false;
        if (transaction.FindJob(command.Job) is not { } job)
        {
            return;
        }

        var budget = command.MaxRows;
        RemoveEntries(transaction, command, job, open, ref budget);
        var lastSeq = command.More ? command.ResumeAfterSeq : job.LastSeq;
        var lastEvent = command.More ? 0 : RemoveEvents(transaction, command, budget);

        if (command.Removed != default)
        {
            Tell(transaction, command, job, lastSeq, lastEvent);
            DeadLetterRows.DropThoseOfWhatIsGone(transaction.Connection, job.Id);
        }

        if (!command.More)
        {
            command.ResumeAfterSeq = job.LastSeq;
            CommitRemoval.RemoveEmptied(transaction, command.MaxRows);
        }
    }

    private static void Tell(WriteTransaction transaction, RemoveBefore command, JobHead job, long lastSeq, long lastEvent) => transaction.Add(new EntriesRemoved
    {
        Event = 0,
        Commit = transaction.Number,
        Job = job.Id,
        AfterSeq = 0,
        TimestampMicros = transaction.Now,
        BeforeMicros = command.BeforeMicros,
        FirstSeq = command.AfterSeq + 1,
        LastSeq = lastSeq,
        LastEvent = lastEvent,
        Spared = UnfinishedRuns.Of(transaction.Connection, job.Id),
    });

    private static void RemoveEntries(WriteTransaction transaction, RemoveBefore command, JobHead job, OpenBlocks open, ref int budget)
    {
        if (command.AfterSeq >= job.LastSeq)
        {
            return;
        }

        var removal = new EntryRemoval(transaction, job.Id, command.BeforeMicros);
        var next = Block.NumberOf(job.Id, command.AfterSeq + 1);
        foreach (var block in OldBlocks(transaction, job, next, command))
        {
            Remove(command, removal, block, ref budget);
            command.ResumeAfterSeq = new EntryKey((block * Block.Size) + Block.Size - 1).Seq;
            if (budget <= 0)
            {
                command.More = true;
                return;
            }
        }

        // The entries after the last full block have none yet.
        var removed = removal.Remove(Block.NumberOf(job.Id, job.LastSeq));
        if (removed > 0)
        {
            open.Drop(job.Id);
            Count(command, removed);
            budget -= removed;
        }
    }

    private static void Remove(RemoveBefore command, EntryRemoval removal, long block, ref int budget)
    {
        var removed = removal.Remove(block);
        Count(command, removed);
        budget -= Math.Max(removed, RowsThatALookCosts);
    }

    // As many as the budget could take at most.
    private static List<long> OldBlocks(WriteTransaction transaction, JobHead job, long first, RemoveBefore command)
    {
        var blocks = new List<long>();
        var rows = transaction.Connection
            .Prepare("SELECT block FROM blocks WHERE block BETWEEN ? AND ? AND min_timestamp < ? ORDER BY block LIMIT ?")
            .Bind(1, first)
            .Bind(2, Block.NumberOf(job.Id, job.LastSeq))
            .Bind(3, command.BeforeMicros)
            .Bind(4, (command.MaxRows / RowsThatALookCosts) + 1);
        while (rows.Step())
        {
            blocks.Add(rows.Long(0));
        }

        return blocks;
    }

    private static void Count(RemoveBefore command, int removed) =>
        command.Removed += new RemovalCount(removed, 0, 0);

    // In the order of the events, of both kinds together, so that one number tells how far it came.
    private static long RemoveEvents(WriteTransaction transaction, RemoveBefore command, int budget)
    {
        if (budget <= 0)
        {
            command.More = true;
            return 0;
        }

        var changes = OldEvents(transaction, command, "status_changes", budget);
        var metrics = OldEvents(transaction, command, "metrics", budget);
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
    private static List<long> OldEvents(WriteTransaction transaction, RemoveBefore command, string table, int most)
    {
        var events = new List<long>();
        var rows = transaction.Connection
            .Prepare($"""
                SELECT event FROM {table}
                WHERE job = ?1 AND timestamp < ?2 AND run NOT IN (SELECT run FROM runs WHERE job = ?1 AND finished_at IS NULL)
                ORDER BY after_seq, event LIMIT ?3
                """)
            .Bind(1, command.Job.Number).Bind(2, command.BeforeMicros).Bind(3, most);
        while (rows.Step())
        {
            events.Add(rows.Long(0));
        }

        return events;
    }

    private static int Remove(WriteTransaction transaction, string table, List<long> events, long through)
    {
        var delete = transaction.Connection.Prepare($"DELETE FROM {table} WHERE event = ?");
        var removed = 0;
        for (; removed < events.Count && events[removed] <= through; removed++)
        {
            delete.Bind(1, events[removed]).Run();
        }

        transaction.Wrote |= removed > 0;
        return removed;
    }
}
