using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>What a filter lets one conclude about whole blocks of one job. Hot.</summary>
internal sealed class FilterPlan
{
    private readonly LevelSet _levels;
    private readonly long _start;
    private readonly long _end;

    /// <summary>Plans for <paramref name="filter"/>.</summary>
    /// <param name="run">Where the run lies that entries must be of, from the scope or the filter; null when any run is meant.</param>
    internal FilterPlan(LogFilter filter, RunExtent? run)
    {
        Range = new SeqRange(Math.Max(filter.FromSeq ?? 1, 1), filter.ToSeq ?? EntryKey.MaxSeq);
        if (run is { } extent)
        {
            Range = Range.And(extent.Range);
            if (extent.IsAlone)
            {
                // The range says it all; without the condition, summaries can count.
                filter = filter with { Run = null, FromSeq = Range.From, ToSeq = Range.To };
                run = null;
            }
        }

        Matcher = new EntryMatcher(filter, run?.Run);
        Key = FilterKey.Of(filter, run?.Run);
        _levels = filter.Levels;
        _start = filter.StartMicros ?? long.MinValue;
        _end = filter.EndMicros ?? long.MaxValue;
        HasTimes = filter.StartMicros is not null || filter.EndMicros is not null;
        IsPlain = filter.Conditions is null && (Matcher.Fields & ~(EntryFields.Level | EntryFields.Timestamp)) == EntryFields.None;
        Tokens = CollectTokens(filter, run?.Run);
    }

    /// <summary>Which entries match.</summary>
    internal EntryMatcher Matcher { get; }

    /// <summary>What the matcher was made of.</summary>
    internal FilterKey Key { get; }

    /// <summary>Where matches can lie.</summary>
    internal SeqRange Range { get; }

    /// <summary>Whether only levels, times and seqs count, so that a block's summary may say how many match.</summary>
    internal bool IsPlain { get; }

    /// <summary>Whether times count.</summary>
    internal bool HasTimes { get; }

    /// <summary>The levels that count.</summary>
    internal LevelSet Levels => _levels;

    /// <summary>Tokens that every match has.</summary>
    internal WantedTokens Tokens { get; }

    /// <summary>How many entries of a block match, as far as its summary tells; else <see cref="BlockMatches.Unknown"/>.</summary>
    internal int CountOf(in Block block)
    {
        if (block.LastSeq < Range.From || block.FirstSeq > Range.To || block.MaxTimestamp < _start || block.MinTimestamp > _end)
        {
            return 0;
        }

        var counted = _levels == LevelSet.All ? block.Counts.Total : block.Counts.Only(_levels).Total;
        return counted == 0 || (IsPlain && Covers(block)) ? (int)counted : BlockMatches.Unknown;
    }

    /// <summary>Whether levels alone decide in this block.</summary>
    internal bool Covers(in Block block) =>
        block.FirstSeq >= Range.From && block.LastSeq <= Range.To && block.MinTimestamp >= _start && block.MaxTimestamp <= _end;

    private static WantedTokens CollectTokens(LogFilter filter, RunId? run)
    {
        var tokens = new TokenSet();
        Add(TokenField.PaperId, filter.PaperId, tokens);
        Add(TokenField.ErrorCode, filter.ErrorCode, tokens);
        Add(TokenField.LoggerName, filter.LoggerName, tokens);
        if (filter.Steps is [var step])
        {
            Add(TokenField.Step, step, tokens);
        }

        if (run is { } id)
        {
            tokens.Add(Blocks.Tokens.OfField(TokenField.Run, id.Number));
        }

        if (filter.Search is { Length: > 0 } search)
        {
            Blocks.Tokens.AddText(TextFold.FoldToUtf8(search), tokens);
        }

        return tokens.ToWanted();
    }

    private static void Add(TokenField field, string? value, TokenSet tokens)
    {
        if (!string.IsNullOrEmpty(value))
        {
            tokens.Add(Blocks.Tokens.OfField(field, System.Text.Encoding.UTF8.GetBytes(value)));
        }
    }
}
