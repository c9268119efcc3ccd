using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// The blocks that are being filled, one a job and a bounded number: the block whose builder was given up (or that a restart
/// or a failed commit took) is read back when it is full. Hot: an entry costs one look at the present block.
/// </summary>
internal sealed class OpenBlocks(Connection connection)
{
    private const int MostOpen = 256;

    private readonly Dictionary<JobId, OpenBlock> _open = [];
    private readonly Stack<BlockBuilder> _idle = [];
    private readonly BlockInsert _insert = new(connection);
    private readonly EntryReadback _readback = new(connection);
    private long _uses;

    /// <summary>Takes note of an entry that was written, and writes its block when it is the last of it.</summary>
    /// <param name="entry">The entry, with its job, seq and commit.</param>
    /// <param name="open">The job's open block as the call before left it; begin with <see cref="Find"/>.</param>
    public void Add(in EntryView entry, ref OpenBlock? open)
    {
        var number = Block.NumberOf(entry.Job, entry.Seq);
        if (open is null && IsFirst(entry.Seq))
        {
            open = Open(entry.Job);
        }

        open?.Builder.Add(entry);
        if (Block.IsLast(entry.Seq))
        {
            Close(entry.Job, number, open);
            open = null;
        }
    }

    /// <summary>The job's open block, if its builder has all that is in it.</summary>
    public OpenBlock? Find(JobId job)
    {
        if (!_open.TryGetValue(job, out var open))
        {
            return null;
        }

        open.LastUse = ++_uses;
        return open;
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

    private void Close(JobId job, long number, OpenBlock? open)
    {
        if (open is null)
        {
            open = Open(job);
            _readback.Read(number, open.Builder);
        }

        _insert.Write(open.Builder);
        Drop(job);
    }
}
