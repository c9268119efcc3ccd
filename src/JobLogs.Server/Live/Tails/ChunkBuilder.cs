using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>
/// Collects what a commit wrote in one job and cuts it into chunks: small enough that no buffer is a large object, and that
/// what a slow reader holds on to is little. Hot: it is filled on the writer's thread.
/// </summary>
internal sealed class ChunkBuilder
{
    private const int MaxItems = 128;
    private const int MaxText = 32 * 1024;

    // What an item takes besides its texts: its record, its ids and keys in JSON, its heads.
    private const int ItemBytes = 800;
    private const int ChunkBytes = 300;

    private static readonly EntryBatch Empty = new(1);

    private readonly List<RunEvent> _events = [];
    private readonly List<TailItem> _items = new(MaxItems);
    private readonly List<TailChunk> _chunks = [];
    private EntryBatch? _entries;
    private long _commit;
    private JobId _job;
    private int _nextEvent;

    /// <summary>Begins anew.</summary>
    /// <param name="events">The commit's events, of all jobs, in the order of their numbers.</param>
    public void Begin(long commit, JobId job, IReadOnlyList<RunEvent> events)
    {
        _commit = commit;
        _job = job;
        _nextEvent = 0;
        _events.Clear();
        _chunks.Clear();
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Job == job)
            {
                _events.Add(events[i]);
            }
        }

        _events.Sort(static (left, right) => left.Place.CompareInJob(right.Place));
    }

    /// <summary>Takes the entries that were stored; their seq rise from call to call.</summary>
    public void Add(AppendEntries append)
    {
        var batch = append.Batch;
        for (var i = 0; i < batch.Count; i++)
        {
            var entry = batch[i];
            if (entry.Seq == 0)
            {
                continue;
            }

            // The run is the command's, whatever its entries say.
            entry.Run = append.Run;
            Add(entry, batch.Count);
        }
    }

    /// <summary>Takes an entry; their seq rise from call to call.</summary>
    /// <param name="atMost">How many there may be.</param>
    public void Add(in EntryView entry, int atMost)
    {
        AddEventsBefore(entry.Seq);
        _entries ??= new EntryBatch(Math.Min(atMost, MaxItems));
        _items.Add(new TailItem(_entries.Count, entry.Seq, null));
        _entries.Add(entry);
        CutWhenFull();
    }

    /// <summary>The chunks, in order; valid until the next <see cref="Begin"/>.</summary>
    public List<TailChunk> End()
    {
        AddEventsBefore(long.MaxValue);
        Cut();
        return _chunks;
    }

    private void AddEventsBefore(long seq)
    {
        for (; _nextEvent < _events.Count && _events[_nextEvent].AfterSeq < seq; _nextEvent++)
        {
            _items.Add(new TailItem(0, 0, _events[_nextEvent]));
            CutWhenFull();
        }
    }

    private void CutWhenFull()
    {
        if (_items.Count == MaxItems || _entries?.TextLength >= MaxText)
        {
            Cut();
        }
    }

    private void Cut()
    {
        if (_items.Count == 0)
        {
            return;
        }

        // The text is held twice: as it came, and in JSON.
        var bytes = ChunkBytes + (_items.Count * ItemBytes) + (2 * (_entries?.TextLength ?? 0));
        _chunks.Add(new TailChunk(_commit, _job, _entries ?? Empty, [.. _items], bytes));
        _items.Clear();
        _entries = null;
    }
}
