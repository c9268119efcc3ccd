using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts the matches of a job, from summaries and from what is known where that is enough. Hot.</summary>
internal sealed class CountVisitor(JobWalk walk) : IEntryVisitor
{
    // Blocks from which on two threads read: some 20 ms for one.
    private const int MinBranched = 256;

    private int _segment = -1;
    private long _segmentEnd = -1;
    private int _inSegment;
    private long _total;

    /// <summary>All matches of <paramref name="walk"/>.</summary>
    internal static async ValueTask<long> CountAsync(JobWalk walk, CancellationToken cancellationToken)
    {
        var visitor = new CountVisitor(walk);
        var unread = new List<int>();
        if (walk.Plan is { IsPlain: true, HasTimes: false })
        {
            visitor.AddPlain(unread);
        }
        else
        {
            await SegmentSearch.PruneAsync(walk, cancellationToken);
            for (var segment = walk.First; segment <= walk.Tail; segment++)
            {
                visitor.AddKnown(segment, unread);
            }
        }

        await visitor.ReadAsync(unread, cancellationToken);
        return visitor._total;
    }

    /// <inheritdoc />
    public bool Visit(in EntryView entry)
    {
        if (walk.Plan.Matcher.Matches(entry))
        {
            if (entry.Seq > _segmentEnd)
            {
                GoTo(entry.Seq);
            }

            _inSegment++;
        }

        return true;
    }

    private void AddPlain(List<int> unread)
    {
        var (first, tail) = (walk.First, walk.Tail);
        if (first < tail && !walk.Plan.Covers(walk.Blocks[first]))
        {
            AddKnown(first++, unread);
        }

        if (first < tail && !walk.Plan.Covers(walk.Blocks[tail - 1]))
        {
            AddKnown(--tail, unread);
        }

        _total += walk.Blocks.Sum(first, tail).Only(walk.Plan.Levels).Total;
        AddKnown(walk.Tail, unread);
    }

    private void AddKnown(int segment, List<int> unread)
    {
        var matches = walk.MatchesIn(segment);
        if (matches >= 0)
        {
            _total += matches;
        }
        else
        {
            unread.Add(segment);
        }
    }

    private async ValueTask ReadAsync(List<int> segments, CancellationToken cancellationToken)
    {
        if (segments.Count == 0)
        {
            return;
        }

        segments.Sort();
        foreach (var segment in segments)
        {
            walk.Note(segment, 0);
        }

        using var branch = segments.Count < MinBranched ? null : await walk.TryBranchAsync(cancellationToken);
        if (branch is null)
        {
            await ReadAsync(segments, null, cancellationToken);
            return;
        }

        var half = segments.Count / 2;
        var other = new CountVisitor(walk);
        var beside = Task.Run(async () => await other.ReadAsync(segments[half..], branch, cancellationToken), CancellationToken.None);
        try
        {
            await ReadAsync(segments[..half], null, cancellationToken);
        }
        finally
        {
            await beside;
        }

        _total += other._total;
    }

    private async ValueTask ReadAsync(List<int> segments, LogBranch? branch, CancellationToken cancellationToken)
    {
        await walk.VisitAsync(SegmentSearch.Ranges(walk, segments), descending: false, walk.Plan.Matcher.Fields, this, cancellationToken, branch);
        EndSegment();
    }

    private void GoTo(long seq)
    {
        EndSegment();
        _segment = Math.Min(walk.Blocks.FirstEndingAt(seq), walk.Tail);
        _segmentEnd = walk.RangeOf(_segment).To;
    }

    private void EndSegment()
    {
        if (_inSegment > 0)
        {
            walk.Note(_segment, _inSegment);
            _total += _inSegment;
            _inSegment = 0;
        }
    }
}
