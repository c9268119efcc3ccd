using JobLogs.Load.Entries;
using JobLogs.Storage.Model;

namespace JobLogs.Load.Raw;

/// <summary>Sample entries made beforehand, so that making them isn't measured.</summary>
internal sealed class PinnedEntries
{
    private readonly PinnedEntry[] _entries;
    private readonly byte[] _text;
    private int _length;

    /// <summary>The next <paramref name="count"/> of <paramref name="entries"/>.</summary>
    public PinnedEntries(SampleEntries entries, int count)
    {
        _entries = new PinnedEntry[count];
        _text = GC.AllocateUninitializedArray<byte>(count * (SampleEntries.MessageBytes + 128), pinned: true);
        for (var i = 0; i < count; i++)
        {
            _entries[i] = Keep(entries.Next());
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _entries.Length;

    /// <summary>The texts of all of them; pinned.</summary>
    public byte[] Text => _text;

    /// <summary>One of them; the index may go round.</summary>
    public ref readonly PinnedEntry this[int index] => ref _entries[index % _entries.Length];

    private PinnedEntry Keep(in EntryView entry) => new(
        entry.TimestampMicros,
        entry.Level,
        entry.DurationMs,
        Keep(entry.Message),
        entry.Message.Length,
        Keep(entry.Details),
        entry.Details.Length,
        Keep(entry.Step),
        entry.Step.Length);

    private int Keep(ReadOnlySpan<byte> text)
    {
        var at = _length;
        text.CopyTo(_text.AsSpan(at));
        _length += text.Length;
        return at;
    }
}
