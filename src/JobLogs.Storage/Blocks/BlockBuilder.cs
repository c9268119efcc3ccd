using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Gathers the entries of one block and makes its summary and its filter. To be used again for the next block. Hot: an
/// entry costs one fold and one walk over its message, and allocates nothing once the buffers have grown.
/// </summary>
public sealed class BlockBuilder
{
    private readonly TokenSet _tokens = new();
    private byte[] _folded = [];
    private byte[] _filter = [];
    private Block _summary;
    private LevelCounts _counts;

    /// <summary>Entries that were added since <see cref="Reset"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a block.</summary>
    public void Reset()
    {
        _tokens.Clear();
        _counts = default;
        _summary = default;
        Count = 0;
    }

    /// <summary>Adds a committed entry: it knows its job, seq and commit. Entries come in the order of their seq, all of one block.</summary>
    public void Add(in EntryView entry)
    {
        _summary = Count++ == 0 ? First(entry) : _summary with
        {
            LastSeq = entry.Seq,
            LastCommit = entry.Commit,
            MinTimestamp = Math.Min(_summary.MinTimestamp, entry.TimestampMicros),
            MaxTimestamp = Math.Max(_summary.MaxTimestamp, entry.TimestampMicros),
        };
        _counts = _counts.Plus(entry.Level);
        AddTokens(entry);
    }

    /// <summary>The summary of what was added.</summary>
    /// <exception cref="InvalidOperationException">Nothing was.</exception>
    public Block Build() => Count > 0
        ? _summary with { Counts = _counts }
        : throw new InvalidOperationException("A block has at least one entry.");

    /// <summary>The filter of what was added; valid until <see cref="Add"/> or <see cref="Reset"/>.</summary>
    public ReadOnlySpan<byte> BuildFilter()
    {
        var length = BlockFilter.Length(_tokens);
        EnsureLength(ref _filter, length);
        var filter = _filter.AsSpan(0, length);
        BlockFilter.Write(_tokens, filter);
        return filter;
    }

    private static Block First(in EntryView entry) => new()
    {
        Number = Block.NumberOf(entry.Job, entry.Seq),
        FirstSeq = entry.Seq,
        LastSeq = entry.Seq,
        FirstCommit = entry.Commit,
        LastCommit = entry.Commit,
        MinTimestamp = entry.TimestampMicros,
        MaxTimestamp = entry.TimestampMicros,
        Counts = default,
    };

    private void AddTokens(in EntryView entry)
    {
        EnsureLength(ref _folded, TextFold.MaxLength(entry.Message.Length));
        var length = TextFold.Fold(entry.Message, _folded);
        Tokens.AddText(_folded.AsSpan(0, length), _tokens);
        _tokens.Add(Tokens.OfField(TokenField.Run, entry.Run.Number));
        AddField(TokenField.Step, entry.Step);
        AddField(TokenField.ErrorCode, entry.ErrorCode);
        AddField(TokenField.PaperId, entry.PaperId);
        AddField(TokenField.LoggerName, entry.LoggerName);
    }

    private void AddField(TokenField field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            _tokens.Add(Tokens.OfField(field, value));
        }
    }

    private static void EnsureLength(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new byte[Math.Max(length, buffer.Length * 2)];
        }
    }
}
