using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Finds the places of a page in the order of timestamps: keeps the best skip + limit + 1 in a heap and reads the segments
/// that reach furthest first, until none can add to it. Hot.
/// </summary>
internal sealed class TimestampReader : IEntryVisitor
{
    private readonly LogQuery _query;
    private readonly CursorWindow _window;
    private readonly IReadOnlyList<JobWalk> _walks;
    private readonly Comparer<(long Timestamp, Place Place)> _order;
    private readonly PriorityQueue<Place, (long Timestamp, Place Place)> _best;
    private readonly long _capacity;
    private JobWalk _walk = null!;
    private int _seen;

    internal TimestampReader(LogQuery query, IReadOnlyList<JobWalk> walks)
    {
        _query = query;
        _walks = walks;
        _window = new CursorWindow(query.Scope, query.After, query.Before);
        _capacity = query.Skip > long.MaxValue - query.Limit - 1 ? long.MaxValue : query.Skip + query.Limit + 1;
        var sign = query.Descending ? -1 : 1;
        _order = Comparer<(long Timestamp, Place Place)>.Create((left, right) =>
            sign * (left.Timestamp != right.Timestamp ? left.Timestamp.CompareTo(right.Timestamp) : query.Scope.Compare(left.Place, right.Place)));

        // The worst at the top, to be thrown out first.
        _best = new PriorityQueue<Place, (long Timestamp, Place Place)>(
            Comparer<(long Timestamp, Place Place)>.Create((left, right) => _order.Compare(right, left)));
    }

    /// <summary>The keys of the page's entries, in its order, and whether matches follow.</summary>
    internal async ValueTask<(List<EntryKey> Page, bool HasMore)> ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var (walk, segment, reach) in await FindSegmentsAsync(cancellationToken))
        {
            if (_best.Count == _capacity && _best.TryPeek(out _, out var worst) && (_query.Descending ? reach < worst.Timestamp : reach > worst.Timestamp))
            {
                break;
            }

            (_walk, _seen) = (walk, 0);
            var fields = walk.Plan.Matcher.Fields | EntryFields.Timestamp | EntryFields.Commit;
            await walk.VisitAsync(walk.RangeOf(segment), _query.Descending, fields, this, cancellationToken);
            walk.Note(segment, _seen);
        }

        return Page();
    }

    /// <inheritdoc />
    public bool Visit(in EntryView entry)
    {
        if (!_walk.Plan.Matcher.Matches(entry))
        {
            return true;
        }

        _seen++;
        var place = new Place(entry.Commit, _walk.Extent.Job, entry.Seq, 0);
        if (!_window.Contains(place))
        {
            return true;
        }

        if (_best.Count < _capacity)
        {
            _best.Enqueue(place, (entry.TimestampMicros, place));
        }
        else
        {
            _best.EnqueueDequeue(place, (entry.TimestampMicros, place));
        }

        return true;
    }

    private async ValueTask<List<(JobWalk Walk, int Segment, long Reach)>> FindSegmentsAsync(CancellationToken cancellationToken)
    {
        var segments = new List<(JobWalk Walk, int Segment, long Reach)>();
        foreach (var walk in _walks)
        {
            await SegmentSearch.PruneAsync(walk, cancellationToken);
            for (var segment = walk.First; segment <= walk.Tail; segment++)
            {
                if (walk.MatchesIn(segment) != 0)
                {
                    segments.Add((walk, segment, Reach(walk, segment)));
                }
            }
        }

        segments.Sort(_query.Descending ? static (left, right) => right.Reach.CompareTo(left.Reach) : static (left, right) => left.Reach.CompareTo(right.Reach));
        return segments;
    }

    // The best timestamp that the segment may have.
    private long Reach(JobWalk walk, int segment) => (segment == walk.Tail, _query.Descending) switch
    {
        (true, true) => long.MaxValue,
        (true, false) => long.MinValue,
        (false, true) => walk.Blocks[segment].MaxTimestamp,
        (false, false) => walk.Blocks[segment].MinTimestamp,
    };

    private (List<EntryKey> Page, bool HasMore) Page()
    {
        var found = _best.UnorderedItems.Select(item => item.Priority).ToList();
        found.Sort(_order);
        var page = new List<EntryKey>();
        for (var i = _query.Skip; i < found.Count && page.Count < _query.Limit; i++)
        {
            var place = found[(int)i].Place;
            page.Add(EntryKey.Of(place.Job, place.Seq));
        }

        return (page, found.Count > _query.Skip + _query.Limit);
    }
}
