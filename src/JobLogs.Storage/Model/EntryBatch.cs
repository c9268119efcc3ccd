using System.Buffers;

namespace JobLogs.Storage.Model;

/// <summary>
/// Entries in pooled memory, with one owner at a time, who disposes it. Hot: adding an entry copies its texts once into one
/// byte buffer and allocates nothing once the buffers have grown.
/// </summary>
public sealed class EntryBatch : IDisposable
{
    private EntryRecord[] _records;
    private byte[] _text;
    private int _textLength;

    /// <summary>An empty batch with room for about <paramref name="entries"/> entries of ordinary length.</summary>
    public EntryBatch(int entries = 16)
    {
        _records = ArrayPool<EntryRecord>.Shared.Rent(Math.Max(entries, 1));
        _text = ArrayPool<byte>.Shared.Rent(Math.Max(entries, 1) * 160);
    }

    /// <summary>How many entries it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of text that it holds, all fields together.</summary>
    public int TextLength => _textLength;

    /// <summary>The entry at <paramref name="index"/>; valid until the batch is disposed, cleared or added to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public EntryView this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _records[index].View(_text);
        }
    }

    /// <summary>Copies <paramref name="entry"/> to the end.</summary>
    public void Add(in EntryView entry)
    {
        if (Count == _records.Length)
        {
            Grow(ref _records, Count, Count + 1);
        }

        var needed = EntryRecord.TextLength(entry);
        if (_text.Length - _textLength < needed)
        {
            Grow(ref _text, _textLength, checked(_textLength + needed));
        }

        _records[Count++] = EntryRecord.Copy(entry, _text, ref _textLength);
    }

    /// <summary>Notes where the store put the entry at <paramref name="index"/>.</summary>
    public void Committed(int index, JobId job, long seq, long commit)
    {
        ref var record = ref _records[index];
        record.Job = job;
        record.Seq = seq;
        record.Commit = commit;
    }

    /// <summary>Forgets the last entry.</summary>
    public void RemoveLast() => Count--;

    /// <summary>Turns the order of the entries round.</summary>
    public void Reverse() => _records.AsSpan(0, Count).Reverse();

    /// <summary>Forgets the entries and keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        _textLength = 0;
    }

    /// <summary>Gives the memory back; the batch must not be used afterwards.</summary>
    public void Dispose()
    {
        if (_records.Length == 0)
        {
            return;
        }

        ArrayPool<EntryRecord>.Shared.Return(_records);
        ArrayPool<byte>.Shared.Return(_text);
        _records = [];
        _text = [];
        Clear();
    }

    private static void Grow<T>(ref T[] array, int used, int needed)
    {
        var grown = ArrayPool<T>.Shared.Rent(Math.Max(needed, array.Length * 2));
        array.AsSpan(0, used).CopyTo(grown);
        ArrayPool<T>.Shared.Return(array);
        array = grown;
    }
}
