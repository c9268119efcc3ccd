using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// The blocks that are being filled, one a job and a bounded number. One is good only while the job's row, read under the commit
/// lock, says that nobody else has written or removed since; otherwise the block is read back when it is full. Hot: an entry costs
/// one look at the present block.
/// </summary>
internal sealed class OpenBlocks
{
    private const int MostOpen = 256;

    private readonly Dictionary<JobId, OpenBlock> _open = [];
    private readonly Stack<BlockBuilder> _idle = [];
    private long _uses;

    /// <summary>Before entries are added: if they fill a block of which not all is known here, reads back what it lacks.</summary>
    public async ValueTask PrepareAsync(WriteTransaction transaction, JobHead job, int adding, CancellationToken cancellationToken)
    {
        var next = job.LastSeq + 1;
        var number = Block.NumberOf(job.Id, next);
        if (Find(job) is not null || IsFirst(next) || Block.NumberOf(job.Id, job.LastSeq + adding + 1) == number)
        {
            return;
        }

        await transaction.CopyEntriesAsync(cancellationToken);
        var open = Open(job.Id);
        await EntryReadback.ReadAsync(transaction, job, number, open.Builder, cancellationToken);
        Keep(job, open);
    }

    /// <summary>The job's open block, if its builder has all that is in it.</summary>
    public OpenBlock? Find(JobHead job)
    {
        if (!_open.TryGetValue(job.Id, out var open))
        {
            return null;
        }

        if (open.LastSeq != job.LastSeq || open.RemovedInCommit != job.RemovedInCommit)
        {
            Drop(job.Id);
            return null;
        }

        open.LastUse = ++_uses;
        return open;
    }

    /// <summary>Takes note of an entry, and gives its block to be written when it is the last of it.</summary>
    /// <param name="entry">The entry, with its job, seq and commit.</param>
    /// <param name="open">The job's open block as the call before left it; begin with <see cref="Find"/>.</param>
    /// <param name="filled">Where full blocks go.</param>
    public void Add(in EntryView entry, ref OpenBlock? open, BlockRows filled)
    {
        if (open is null && IsFirst(entry.Seq))
        {
            open = Open(entry.Job);
        }

        open?.Builder.Add(entry);
        if (open is not null && Block.IsLast(entry.Seq))
        {
            filled.Add(open.Builder);
            Drop(entry.Job);
            open = null;
        }
    }

    /// <summary>Notes how far the job's open block has come.</summary>
    public void Keep(JobHead job, OpenBlock? open)
    {
        if (open is not null)
        {
            open.LastSeq = job.LastSeq;
            open.RemovedInCommit = job.RemovedInCommit;
        }
    }

    /// <summary>Forgets a job's open block, since entries of it were removed.</summary>
    public void Drop(JobId job)
    {
        if (_open.Remove(job, out var dropped))
        {
            _idle.Push(dropped.Builder);
        }
    }

    /// <summary>Forgets all open blocks, since a commit failed.</summary>
    public void DropAll()
    {
        foreach (var open in _open.Values)
        {
            _idle.Push(open.Builder);
        }

        _open.Clear();
    }

    // A job's first block begins with seq 1.
    private static bool IsFirst(long seq) => seq == 1 || (seq & (Block.Size - 1)) == 0;

    private OpenBlock Open(JobId job)
    {
        if (_open.Count == MostOpen)
        {
            Drop(_open.MinBy(one => one.Value.LastUse).Key);
        }

        var builder = _idle.TryPop(out var idle) ? idle : new BlockBuilder();
        builder.Reset();
        var open = new OpenBlock(builder) { LastUse = ++_uses };
        _open[job] = open;
        return open;
    }
}
