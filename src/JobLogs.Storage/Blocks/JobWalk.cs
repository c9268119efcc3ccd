using JobLogs.Storage.Filters;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// One query's view of one job's log as segments: the blocks that overlap the filter's range, and behind them, as one more
/// segment, the entries that have no block yet. Says how many matches a segment has, as far as that is known, and finds out
/// more. Hot.
/// </summary>
internal sealed class JobWalk : IFilterVisitor
{
    private readonly ILogSnapshot _snapshot;
    private readonly MatchMemory? _memory;
    private readonly BlockList _blocks;
    private short[]? _matches;
    private bool _learned;

    private JobWalk(ILogSnapshot snapshot, MatchMemory? memory, JobExtent extent, FilterPlan plan, BlockList blocks)
    {
        _snapshot = snapshot;
        _memory = memory;
        _blocks = blocks;
        Extent = extent;
        Plan = plan;
        Range = plan.Range.And(new SeqRange(1, extent.LastSeq));
        First = blocks.FirstEndingAt(Range.From);
        Tail = Math.Max(First, blocks.FirstBeginningAfter(Range.To));
        var afterBlocks = blocks.Count > 0 ? blocks[blocks.Count - 1].LastSeq + 1 : 1;
        TailRange = Range.And(new SeqRange(Math.Max(afterBlocks, 1), long.MaxValue));
    }

    /// <summary>How far the log reaches.</summary>
    internal JobExtent Extent { get; }

    /// <summary>What matches.</summary>
    internal FilterPlan Plan { get; }

    /// <summary>Where matches can lie.</summary>
    internal SeqRange Range { get; }

    /// <summary>The first segment.</summary>
    internal int First { get; }

    /// <summary>The last segment: the entries that have no block; it may be empty.</summary>
    internal int Tail { get; }

    /// <summary>Where the entries lie that have no block.</summary>
    internal SeqRange TailRange { get; }

    /// <summary>All blocks of the job, those outside the segments too.</summary>
    internal BlockList Blocks => _blocks;

    /// <summary>Begins a walk over a job.</summary>
    internal static async ValueTask<JobWalk> BeginAsync(
        ILogSnapshot snapshot, BlockCache cache, JobExtent extent, FilterPlan plan, CancellationToken cancellationToken, bool remember = true) =>
        new(snapshot, remember ? cache.Matches : null, extent, plan, await cache.ReadAsync(snapshot, extent, cancellationToken));

    /// <summary>The segment's places, cut to the filter's range.</summary>
    internal SeqRange RangeOf(int segment) =>
        segment == Tail ? TailRange : Range.And(new SeqRange(_blocks[segment].FirstSeq, _blocks[segment].LastSeq));

    /// <summary>How many matches the segment has; <see cref="BlockMatches.Unknown"/> or <see cref="BlockMatches.Possible"/> when it isn't known.</summary>
    internal int MatchesIn(int segment)
    {
        if (segment == Tail)
        {
            return TailRange.IsEmpty ? 0 : BlockMatches.Possible;
        }

        var counted = Plan.CountOf(_blocks[segment]);
        if (counted != BlockMatches.Unknown)
        {
            return counted;
        }

        _matches ??= _memory is not null && !Plan.IsPlain ? _memory.Recall(Extent, Plan.Key, _blocks.Count) : NothingKnown(_blocks.Count);
        var known = _matches[segment];
        return known == BlockMatches.Unknown && Plan.Tokens.IsEmpty ? BlockMatches.Possible : known;
    }

    /// <summary>Notes how many matches a whole segment was found to have. Two threads may, of segments that differ.</summary>
    internal void Note(int segment, int matches)
    {
        if (segment != Tail && _matches is not null)
        {
            _matches[segment] = (short)matches;
            _learned = true;
        }
    }

    /// <summary>Looks at the filters of the segments between two, both included, about which nothing is known.</summary>
    internal ValueTask PruneAsync(int first, int last, CancellationToken cancellationToken) =>
        _snapshot.ReadFiltersAsync(_blocks[first].Number, _blocks[last].Number, this, cancellationToken);

    /// <summary>Shows the entries of a range; whoever visits decides.</summary>
    internal ValueTask VisitAsync(
        SeqRange range, bool descending, EntryFields fields, IEntryVisitor visitor, CancellationToken cancellationToken) =>
        _snapshot.VisitAsync(Extent.Job, new[] { range }, descending, fields, visitor, cancellationToken);

    /// <summary>The same for several ranges, which rise or fall.</summary>
    /// <param name="branch">Where to read them; null for the walk's own view.</param>
    internal ValueTask VisitAsync(
        ReadOnlyMemory<SeqRange> ranges, bool descending, EntryFields fields, IEntryVisitor visitor, CancellationToken cancellationToken, LogBranch? branch = null) =>
        (branch?.Snapshot ?? _snapshot).VisitAsync(Extent.Job, ranges, descending, fields, visitor, cancellationToken);

    /// <summary>A second view of the job for another thread, if there is one.</summary>
    internal ValueTask<LogBranch?> TryBranchAsync(CancellationToken cancellationToken) => _snapshot.TryBranchAsync(Extent, cancellationToken);

    /// <summary>Leaves what was learned for the next query.</summary>
    internal void Remember()
    {
        if (_learned && !Plan.IsPlain && _matches is not null)
        {
            _memory?.Remember(Extent, Plan.Key, _matches);
            _matches = null;
        }
    }

    /// <inheritdoc />
    public void Visit(long block, ReadOnlySpan<byte> filter)
    {
        var segment = SegmentOf(block);
        if (segment < 0 || MatchesIn(segment) != BlockMatches.Unknown)
        {
            return;
        }

        _matches![segment] = BlockFilter.MayContain(filter, Plan.Tokens) ? BlockMatches.Possible : (short)0;
        _learned = true;
    }

    // Blocks lie without holes but where clean-up took some or a backup was restored, so the place follows from the number, nearly always.
    private int SegmentOf(long block)
    {
        var guess = (int)Math.Clamp(First + (block - _blocks[First].Number), First, Tail - 1);
        if (_blocks[guess].Number == block)
        {
            return guess;
        }

        var (low, high) = (First, guess);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _blocks[middle].Number >= block ? (low, middle) : (middle + 1, high);
        }

        return _blocks[low].Number == block ? low : -1;
    }

    private static short[] NothingKnown(int blocks)
    {
        var matches = new short[blocks];
        Array.Fill(matches, BlockMatches.Unknown);
        return matches;
    }
}
