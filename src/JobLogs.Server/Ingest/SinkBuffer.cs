using JobLogs.Protocol.Entries;
using JobLogs.Server.Http;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Ingest;

/// <summary>
/// What a run has said and the database doesn't have yet, in order: neighbouring entries lie together in one pooled batch. Hot:
/// an entry is copied once and allocates nothing. Not safe for several threads; the sink's lock guards it.
/// </summary>
internal sealed class SinkBuffer(RunId run, int? fencingToken, int maxEntries, long maxBytes)
{
    private const int FrameBytes = 100;

    private List<SinkItem> _items = [];
    private List<SinkItem> _taken = [];
    private EntryBatch? _open;
    private EntryBatch? _spare;
    private long _entries;
    private long _bytes;
    private long _takenEntries;
    private long _takenBytes;

    /// <summary>Whether something more may come in, counting what is being written now.</summary>
    public bool HasRoom => _entries + _takenEntries < maxEntries && _bytes + _takenBytes < maxBytes;

    /// <summary>Whether there is nothing to take.</summary>
    public bool IsEmpty => _items.Count == 0;

    /// <summary>Adds an entry.</summary>
    public void Add(in EntryFields entry, long nowMicros)
    {
        if (_open is null)
        {
            _open = _spare ?? new EntryBatch();
            _spare = null;
            _items.Add(new SinkItem(new AppendEntries(run, _open) { FencingToken = fencingToken }, null));
        }

        var before = _open.TextLength;
        _open.Add(EntryWire.ToView(entry, run, nowMicros));
        _entries++;
        _bytes += _open.TextLength - before + FrameBytes;
    }

    /// <summary>Adds anything else, behind the entries that came before it.</summary>
    public void Add(SinkItem item)
    {
        _open = null;
        _items.Add(item);
        _entries += Math.Max(item.Command?.Entries ?? 0, 1);
        _bytes += item.Command?.Bytes ?? FrameBytes;
    }

    /// <summary>Takes out all there is; it counts as held until <see cref="Done"/>.</summary>
    public List<SinkItem> Take()
    {
        (_items, _taken) = (_taken, _items);
        (_takenEntries, _takenBytes) = (_entries, _bytes);
        (_entries, _bytes) = (0, 0);
        _open = null;
        return _taken;
    }

    /// <summary>What was taken is done with; its memory is free for what comes.</summary>
    public void Done()
    {
        foreach (var item in _taken)
        {
            if (item.Command is not AppendEntries append)
            {
                continue;
            }

            if (_spare is null)
            {
                append.Batch.Clear();
                _spare = append.Batch;
            }
            else
            {
                append.Batch.Dispose();
            }
        }

        _taken.Clear();
        (_takenEntries, _takenBytes) = (0, 0);
    }

    /// <summary>Gives the pooled memory back.</summary>
    public void Free() => _spare?.Dispose();
}
