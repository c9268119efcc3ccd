using System.Buffers;
using System.Text;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Filters;

/// <summary>
/// What a <see cref="LogFilter"/> means. Everything else that knows filters (block index, SQL, another store) may only leave
/// out what this refuses. Texts are compared byte by byte as UTF-8; an entry that doesn't say its attempt is of the first.
/// Immutable, for any number of threads. Hot: allocates nothing.
/// </summary>
public sealed class EntryMatcher
{
    private const int StackBytes = 1024;

    private readonly LevelSet _levels;
    private readonly long _start;
    private readonly long _end;
    private readonly long _fromSeq;
    private readonly long _toSeq;
    private readonly RunId? _run;
    private readonly int? _attempt;
    private readonly byte[][]? _steps;
    private readonly byte[]? _paperId;
    private readonly byte[]? _errorCode;
    private readonly byte[]? _loggerName;
    private readonly byte[]? _needle;
    private readonly bool _needleHasNoCase;
    private readonly bool _never;
    private readonly EntryConditions? _conditions;

    /// <summary>Compiles <paramref name="filter"/>.</summary>
    /// <param name="run">The run of the scope: a condition like the filter's own.</param>
    public EntryMatcher(LogFilter filter, RunId? run = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Filter = filter;
        _levels = filter.Levels;
        _start = filter.StartMicros ?? long.MinValue;
        _end = filter.EndMicros ?? long.MaxValue;
        _fromSeq = filter.FromSeq ?? long.MinValue;
        _toSeq = filter.ToSeq ?? long.MaxValue;
        _run = run ?? filter.Run;
        _never = run is not null && filter.Run is not null && run != filter.Run;
        _attempt = filter.Attempt;
        _steps = filter.Steps?.Select(Encoding.UTF8.GetBytes).ToArray();
        _paperId = Utf8(filter.PaperId);
        _errorCode = Utf8(filter.ErrorCode);
        _loggerName = Utf8(filter.LoggerName);
        if (filter.Search is { Length: > 0 } search)
        {
            _needle = TextFold.FoldToUtf8(search);
            _needleHasNoCase = CaseFold.IsWithoutCase(_needle);
        }

        _conditions = filter.Conditions;
        Fields = FieldsRead();
    }

    /// <summary>What it was made of.</summary>
    public LogFilter Filter { get; }

    /// <summary>The run that entries must be of, from the scope or the filter.</summary>
    public RunId? Run => _run;

    /// <summary>The fields that <see cref="Matches(in EntryView)"/> looks at.</summary>
    public EntryFields Fields { get; }

    /// <summary>Whether the message counts; if not, nobody needs to fold it.</summary>
    public bool Searches => _needle is not null;

    /// <summary>The folded text that is searched for; empty when none is.</summary>
    internal ReadOnlySpan<byte> Needle => _needle;

    /// <summary>Whether the entry meets all conditions.</summary>
    public bool Matches(in EntryView entry) =>
        MatchesFields(entry) && (_needle is null || MatchesMessage(entry.Message)) && (_conditions is null || _conditions.Match(entry));

    /// <summary>The same, for a caller that has folded the message already, once for many matchers.</summary>
    public bool Matches(in EntryView entry, ReadOnlySpan<byte> foldedMessage) =>
        MatchesFields(entry) && (_needle is null || foldedMessage.IndexOf(_needle) >= 0) && (_conditions is null || _conditions.Match(entry));

    private bool MatchesFields(in EntryView entry) =>
        _levels.Contains(entry.Level)
        && entry.TimestampMicros >= _start && entry.TimestampMicros <= _end
        && entry.Seq >= _fromSeq && entry.Seq <= _toSeq
        && !_never
        && (_run is not { } run || entry.Run == run)
        && (_attempt is not { } attempt || Math.Max(entry.Attempt, 1) == attempt)
        && (_steps is null || IsOneOf(entry.Step, _steps))
        && (_paperId is null || entry.PaperId.SequenceEqual(_paperId))
        && (_errorCode is null || entry.ErrorCode.SequenceEqual(_errorCode))
        && (_loggerName is null || entry.LoggerName.SequenceEqual(_loggerName));

    private bool MatchesMessage(ReadOnlySpan<byte> message)
    {
        // Nothing else folds to what the needle is made of (Chinese, digits, signs), so folding would not change the answer.
        if (_needleHasNoCase)
        {
            return message.IndexOf(_needle) >= 0;
        }

        var length = TextFold.MaxLength(message.Length);
        if (length <= StackBytes)
        {
            Span<byte> folded = stackalloc byte[StackBytes];
            return Contains(message, folded);
        }

        var rented = ArrayPool<byte>.Shared.Rent(length);
        var found = Contains(message, rented);
        ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    private bool Contains(ReadOnlySpan<byte> message, Span<byte> folded) =>
        folded[..TextFold.Fold(message, folded)].IndexOf(_needle) >= 0;

    private static bool IsOneOf(ReadOnlySpan<byte> value, byte[][] values)
    {
        foreach (var candidate in values)
        {
            if (value.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }

    private EntryFields FieldsRead() =>
        Where(_levels != LevelSet.All, EntryFields.Level)
        | Where(Filter.StartMicros is not null || Filter.EndMicros is not null, EntryFields.Timestamp)
        | Where(_run is not null, EntryFields.Run)
        | Where(_attempt is not null, EntryFields.Attempt)
        | Where(_steps is not null, EntryFields.Step)
        | Where(_paperId is not null, EntryFields.PaperId)
        | Where(_errorCode is not null, EntryFields.ErrorCode)
        | Where(_loggerName is not null, EntryFields.LoggerName)
        | Where(_needle is not null, EntryFields.Message)
        | (_conditions?.Reads ?? EntryFields.None);

    private static EntryFields Where(bool condition, EntryFields field) => condition ? field : EntryFields.None;

    private static byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
