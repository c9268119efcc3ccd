using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Gives entries their seq and summarises them; they are copied at the end of the commit. Hot: an entry allocates nothing.</summary>
internal static class AppendEntriesExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(
        OpenBlocks blocks, WriteTransaction transaction, AppendEntries command, CancellationToken cancellationToken)
    {
        command.Accepted = 0;
        command.Duplicates = 0;
        command.ExpectedNumber = 0;
        command.Last = default;
        var run = await transaction.FindRunAsync(command.Run, cancellationToken);
        command.Refusal = run is null ? Refusal.NotFound : run.IsLostTo(command.FencingToken) ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var due = command.Producer is { } producer ? transaction.Producers.Next(command.Run, producer) : command.FirstNumber;
        if (command.FirstNumber > due)
        {
            command.Refusal = Refusal.OutOfSequence;
            command.ExpectedNumber = due;
            return;
        }

        await WriteAsync(blocks, transaction, command, run!, due - command.FirstNumber, cancellationToken);
        command.Duplicates = command.Batch.Count - command.Accepted;
        command.Last = command.Accepted > 0
            ? new Place(transaction.Number, run!.Job.Id, run.Job.LastSeq, 0)
            : new Place(transaction.Number - 1, run!.Job.Id, run.Job.LastSeq, transaction.LastEvent);
        if (command.Producer is not null && command.FirstNumber + command.Numbers > due)
        {
            transaction.Producers.Save(command.Run, command.Producer, command.FirstNumber + command.Numbers);
            transaction.Wrote = true;
        }

        run.RenewByWriting(transaction.Now);
    }

    private static async ValueTask WriteAsync(
        OpenBlocks blocks, WriteTransaction transaction, AppendEntries command, RunHead run, long firstOffset, CancellationToken cancellationToken)
    {
        var job = run.Job;
        var firstSeq = job.LastSeq + 1;
        var added = Count(command.Batch, firstOffset);
        if (added == 0)
        {
            return;
        }

        await blocks.PrepareAsync(transaction, job, added, cancellationToken);
        Summarise(blocks, transaction, command.Batch, run, firstOffset);
        transaction.Appended.Add(new AppendedEntries(command, run.Id, job.Id, firstSeq, firstOffset));
        transaction.Tells = true;
        command.Accepted = added;
        job.Added += added;
        run.FirstAdded = run.FirstAdded == 0 ? firstSeq : run.FirstAdded;
        run.LastAdded = job.LastSeq;
    }

    private static int Count(EntryBatch batch, long firstOffset)
    {
        var count = 0;
        for (var index = 0; index < batch.Count; index++)
        {
            count += batch[index].Offset >= firstOffset ? 1 : 0;
        }

        return count;
    }

    private static void Summarise(OpenBlocks blocks, WriteTransaction transaction, EntryBatch batch, RunHead run, long firstOffset)
    {
        var open = blocks.Find(run.Job);
        Span<long> levels = stackalloc long[5];
        levels.Clear();
        for (var index = 0; index < batch.Count; index++)
        {
            var entry = batch[index];
            if (entry.Offset >= firstOffset)
            {
                entry.Job = run.Job.Id;
                entry.Run = run.Id;
                entry.Seq = ++run.Job.LastSeq;
                entry.Commit = transaction.Number;
                blocks.Add(entry, ref open, transaction.Blocks);
                levels[(int)entry.Level]++;
            }
        }

        blocks.Keep(run.Job, open);
        run.Added += new LevelCounts(levels[0], levels[1], levels[2], levels[3], levels[4]);
    }
}
