using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Writes entries. Hot: an entry allocates nothing.</summary>
internal sealed class AppendEntriesExecutor(Connection connection, OpenBlocks blocks)
{
    private readonly EntryInsert _insert = new(connection);

    /// <summary>Carries the command out.</summary>
    public void Execute(WriteTransaction transaction, AppendEntries command)
    {
        command.Accepted = 0;
        command.Duplicates = 0;
        command.ExpectedNumber = 0;
        command.Last = default;
        var run = transaction.FindRun(command.Run);
        command.Refusal = run is null ? Refusal.NotFound : run.IsLostTo(command.FencingToken) ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var due = command.Producer is { } producer ? Producers.Next(connection, command.Run, producer) : command.FirstNumber;
        if (command.FirstNumber > due)
        {
            command.Refusal = Refusal.OutOfSequence;
            command.ExpectedNumber = due;
            return;
        }

        var job = run!.Job;
        var firstSeq = job.LastSeq + 1;
        var firstOffset = due - command.FirstNumber;
        Write(transaction, command, run, firstOffset);
        command.Accepted = (int)(job.LastSeq + 1 - firstSeq);
        command.Duplicates = command.Batch.Count - command.Accepted;
        command.Last = command.Accepted > 0
            ? new Place(transaction.Number, job.Id, job.LastSeq, 0)
            : new Place(transaction.Number - 1, job.Id, job.LastSeq, transaction.LastEvent);
        if (command.Accepted > 0)
        {
            transaction.Appended.Add(new AppendedEntries(command, job.Id, firstSeq, firstOffset));
            transaction.Tells = true;
        }

        if (command.Producer is not null && command.FirstNumber + command.Numbers > due)
        {
            Producers.Save(connection, command.Run, command.Producer, command.FirstNumber + command.Numbers);
            transaction.Wrote = true;
        }

        run.RenewByWriting(transaction.Now);
    }

    // Rows first, then blocks: taking turns entry by entry would have each push the other out of the processor's cache.
    private void Write(WriteTransaction transaction, AppendEntries command, RunHead run, long firstOffset)
    {
        var job = run.Job;
        var firstSeq = job.LastSeq + 1;
        Insert(transaction.Number, command.Batch, run, firstOffset);
        var added = job.LastSeq + 1 - firstSeq;
        if (added == 0)
        {
            return;
        }

        Summarise(transaction.Number, command.Batch, run, firstOffset, firstSeq);
        job.Added += added;
        run.FirstAdded = run.FirstAdded == 0 ? firstSeq : run.FirstAdded;
        run.LastAdded = job.LastSeq;
    }

    private void Insert(long commit, EntryBatch batch, RunHead run, long firstOffset)
    {
        try
        {
            for (var index = 0; index < batch.Count; index++)
            {
                var entry = batch[index];
                if (entry.Offset >= firstOffset)
                {
                    entry.Job = run.Job.Id;
                    entry.Run = run.Id;
                    entry.Seq = ++run.Job.LastSeq;
                    entry.Commit = commit;
                    _insert.Write(entry);
                }
            }
        }
        finally
        {
            _insert.Release();
        }
    }

    private void Summarise(long commit, EntryBatch batch, RunHead run, long firstOffset, long firstSeq)
    {
        var open = blocks.Find(run.Job.Id);
        var seq = firstSeq;
        Span<long> levels = stackalloc long[5];
        levels.Clear();
        for (var index = 0; index < batch.Count; index++)
        {
            var entry = batch[index];
            if (entry.Offset >= firstOffset)
            {
                entry.Job = run.Job.Id;
                entry.Run = run.Id;
                entry.Seq = seq++;
                entry.Commit = commit;
                blocks.Add(entry, ref open);
                levels[(int)entry.Level]++;
            }
        }

        run.Added += new LevelCounts(levels[0], levels[1], levels[2], levels[3], levels[4]);
    }
}
