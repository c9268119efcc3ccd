using JobLogs.Server.Http;
using JobLogs.Server.Live.Frames;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>
/// What one commit wrote in one job, or a part of it, in the order of places. Immutable, for any number of readers; what goes out is
/// made when the first reader wants it, once. Two readers that want it at the same moment may both make it: the results
/// are equal, and one is kept. Hot.
/// </summary>
/// <param name="entries">The texts of the entries; never returned to the pool, because a reader may still look at an evicted chunk.</param>
internal sealed class TailChunk(long commit, JobId job, EntryBatch entries, TailItem[] items, int bytes)
{
    private readonly byte[]?[] _data = new byte[items.Length][];
    private readonly byte[]?[]?[] _heads = new byte[FrameKinds.Count][][];
    private byte[]?[]? _folded;

    /// <summary>How many entries and events it holds; at least 1.</summary>
    public int Count => items.Length;

    /// <summary>About how much memory it takes when all was made.</summary>
    public int Bytes => bytes;

    /// <summary>The place of its last item.</summary>
    public Place Last => PlaceAt(items.Length - 1);

    /// <summary>Its number in its job's log.</summary>
    public long NumberInJob { get; set; }

    /// <summary>Its number in the log of all jobs.</summary>
    public long NumberInAll { get; set; }

    /// <summary>The place of an item.</summary>
    public Place PlaceAt(int index)
    {
        ref readonly var item = ref items[index];
        return item.Event is { } happened ? happened.Place : new Place(commit, job, item.Seq, 0);
    }

    /// <summary>The event at an index; null when it is an entry.</summary>
    public RunEvent? EventAt(int index) => items[index].Event;

    /// <summary>Whether the entry at an index meets the conditions.</summary>
    public bool Matches(EntryMatcher matcher, int index)
    {
        var entry = entries[items[index].Entry];
        return matcher.Searches ? matcher.Matches(entry, Folded(index, entry.Message)) : matcher.Matches(entry);
    }

    /// <summary>The time of the entry at an index, in microseconds since the Unix epoch.</summary>
    public long TimestampAt(int index) => entries[items[index].Entry].TimestampMicros;

    /// <summary>Appends the frame of an item.</summary>
    public void AppendFrame(FrameBuffer output, FrameWriter frames, FrameKind kind, int index)
    {
        var data = Data(index);
        var heads = _heads[(int)kind] ??= new byte[items.Length][];
        FrameWriter.Append(output, kind, heads[index] ??= Head(frames, kind, index, data.Length), data);
    }

    /// <summary>The data of an item's message.</summary>
    public ReadOnlySpan<byte> Data(int index) => _data[index] ??= Encode(index);

    private byte[] Encode(int index)
    {
        using var output = new FrameBuffer();
        if (items[index].Event is { } happened)
        {
            EventJson.Write(output, happened);
        }
        else
        {
            EntryWire.Write(output, entries[items[index].Entry]);
        }

        return output.Span.ToArray();
    }

    private byte[] Head(FrameWriter frames, FrameKind kind, int index, int dataLength)
    {
        Span<byte> head = stackalloc byte[FrameWriter.MaxHeadLength];
        var fields = items[index].Event is { } happened ? FrameHead.Of(happened) : FrameHead.Of(entries[items[index].Entry], PlaceAt(index));
        return head[..frames.WriteHead(head, kind, fields, dataLength)].ToArray();
    }

    private byte[] Folded(int index, ReadOnlySpan<byte> message)
    {
        var all = _folded ??= new byte[items.Length][];
        return all[index] ??= Fold(message);
    }

    private static byte[] Fold(ReadOnlySpan<byte> message)
    {
        using var buffer = new FrameBuffer();
        var length = TextFold.Fold(message, buffer.GetSpan(TextFold.MaxLength(message.Length)));
        return buffer.GetSpan(length)[..length].ToArray();
    }
}
