using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Goes through the matches of one job in one direction, reading a segment only when its turn has come: until then
/// <see cref="Head"/> is a bound, no later in the order than any match that is left. Hot.
/// </summary>
internal sealed class JobCursor(JobWalk walk, CursorWindow window, bool descending, WalkBudget budget) : IEntryVisitor
{
    private const int MinPruned = 16;
    private const int MaxPruned = 1024;
    private const int MaxTogether = 64;

    private readonly int _first = Math.Max(walk.First, Math.Min(window.First(walk.Blocks), walk.Tail));
    private readonly int _tail = walk.Tail;
    private readonly int _last = Math.Min(walk.Tail, window.End(walk.Blocks) < walk.Blocks.Count ? window.End(walk.Blocks) - 1 : walk.Tail);
    private readonly Queue<Place> _matches = new();
    private readonly List<int> _together = [];
    private int _segment;
    private SeqRange _rest;
    private bool _begun;
    private int _wanted;
    private int _seen;
    private long _stoppedAt;
    private int _pruned = MinPruned;
    private int _ahead = 1;
    private int _at;

    /// <summary>The job's view.</summary>
    internal JobWalk Walk => walk;

    /// <summary>Whether there is nothing left.</summary>
    internal bool AtEnd { get; private set; }

    /// <summary>Whether <see cref="Head"/> is a match.</summary>
    internal bool IsExact => _matches.Count > 0;

    /// <summary>The next match, or a bound of all that are left.</summary>
    internal Place Head { get; private set; }

    /// <summary>Goes to the first segment that may have matches.</summary>
    internal ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _segment = descending ? _last : _first;
        return SettleAsync(cancellationToken);
    }

    /// <summary>Takes the match at the head.</summary>
    internal ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        _matches.Dequeue();
        return SettleAsync(cancellationToken);
    }

    /// <summary>Reads on: at least <paramref name="wanted"/> matches, or the segment to its end, or some segments to theirs.</summary>
    internal async ValueTask LoadAsync(int wanted, CancellationToken cancellationToken)
    {
        if (!_begun && _segment != _tail && !walk.Plan.IsPlain)
        {
            await LoadBlocksAsync(cancellationToken);
        }
        else
        {
            await LoadPartAsync(wanted, cancellationToken);
        }

        await SettleAsync(cancellationToken);
    }

    /// <summary>
    /// Passes over a segment that nothing was read of yet and whose matches, all inside the window, are known to be at most
    /// <paramref name="most"/>; says how many they are, or null when it can't.
    /// </summary>
    internal async ValueTask<int?> SkipAsync(long most, CancellationToken cancellationToken)
    {
        if (_begun || _segment == _tail || walk.MatchesIn(_segment) is not (> 0 and var matches) || matches > most || !window.Covers(walk.Blocks[_segment]))
        {
            return null;
        }

        Next();
        await SettleAsync(cancellationToken);
        return matches;
    }

    /// <inheritdoc />
    public bool Visit(in EntryView entry)
    {
        while (_at < _together.Count && !walk.RangeOf(_together[_at]).Contains(entry.Seq))
        {
            NoteAndPass();
        }

        if (!walk.Plan.Matcher.Matches(entry))
        {
            return true;
        }

        _seen++;
        var place = new Place(entry.Commit, walk.Extent.Job, entry.Seq, 0);
        if (!window.Contains(place))
        {
            return true;
        }

        _matches.Enqueue(place);
        if (_matches.Count < _wanted)
        {
            return true;
        }

        _stoppedAt = entry.Seq;
        return false;
    }

    // Blocks whose matches have to be counted are read to their ends. The more of them had none, the more are read at once, since
    // each reading may be a round trip; so no more is read in vain than twice what has to be.
    private async ValueTask LoadBlocksAsync(CancellationToken cancellationToken)
    {
        Gather();
        (_seen, _at, _wanted) = (0, 0, int.MaxValue);
        var ranges = _together.ConvertAll(walk.RangeOf).ToArray();
        await walk.VisitAsync(ranges, descending, walk.Plan.Matcher.Fields | EntryFields.Commit, this, cancellationToken);
        while (_at < _together.Count)
        {
            NoteAndPass();
        }

        _ahead = _matches.Count > 0 ? 1 : Math.Min(_ahead * 2, MaxTogether);
        _segment = _together[^1];
        _together.Clear();
        Next();
    }

    private void Gather()
    {
        var step = descending ? -1 : 1;
        for (var segment = _segment; segment >= _first && segment <= _last && segment != _tail && _together.Count < _ahead; segment += step)
        {
            // The first may be unknown still, when the budget didn't allow for asking.
            var matches = walk.MatchesIn(segment);
            if (_together.Count > 0 && (matches == BlockMatches.Unknown || budget.IsSpent))
            {
                return;
            }

            if (matches != 0)
            {
                _together.Add(segment);
                budget.Segment();
            }
        }
    }

    private void NoteAndPass()
    {
        walk.Note(_together[_at++], _seen);
        _seen = 0;
    }

    private async ValueTask LoadPartAsync(int wanted, CancellationToken cancellationToken)
    {
        budget.Segment();
        var whole = !_begun && _segment != _tail;
        if (!_begun)
        {
            _rest = walk.RangeOf(_segment);
            _begun = true;
        }

        (_wanted, _seen, _stoppedAt) = (wanted, 0, 0);
        var range = _rest.And(window.Seqs);
        if (!range.IsEmpty)
        {
            await walk.VisitAsync(range, descending, walk.Plan.Matcher.Fields | EntryFields.Commit, this, cancellationToken);
        }

        if (_stoppedAt == 0)
        {
            if (whole && range == walk.RangeOf(_segment))
            {
                walk.Note(_segment, _seen);
            }

            Next();
        }
        else
        {
            _rest = descending ? _rest with { To = _stoppedAt - 1 } : _rest with { From = _stoppedAt + 1 };
        }
    }

    private void Next()
    {
        _segment += descending ? -1 : 1;
        _begun = false;
    }

    private async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        if (_matches.TryPeek(out var next))
        {
            Head = next;
            return;
        }

        while (!_begun && _segment >= _first && _segment <= _last)
        {
            var matches = walk.MatchesIn(_segment);
            if (matches == BlockMatches.Unknown && !budget.IsSpent)
            {
                await PruneAsync(cancellationToken);
                matches = walk.MatchesIn(_segment);
            }

            if (matches != 0)
            {
                break;
            }

            Next();
        }

        AtEnd = _segment < _first || _segment > _last;
        if (!AtEnd)
        {
            Head = Bound();
        }
    }

    private async ValueTask PruneAsync(CancellationToken cancellationToken)
    {
        var end = descending ? Math.Max(_segment - _pruned + 1, _first) : Math.Min(_segment + _pruned - 1, Math.Min(_last, _tail - 1));
        _pruned = Math.Min(_pruned * 2, MaxPruned);
        budget.Filters(Math.Abs(end - _segment) + 1);
        await walk.PruneAsync(Math.Min(_segment, end), Math.Max(_segment, end), cancellationToken);
    }

    private Place Bound()
    {
        var job = walk.Extent.Job;
        if (_segment == _tail)
        {
            var last = walk.Blocks.Count - 1;
            return descending
                ? new Place(long.MaxValue, job, _begun ? _rest.To : walk.TailRange.To, 0)
                : new Place(last < 0 ? 0 : walk.Blocks[last].LastCommit, job, _begun ? _rest.From : walk.TailRange.From, 0);
        }

        ref readonly var block = ref walk.Blocks[_segment];
        return descending
            ? new Place(block.LastCommit, job, _begun ? _rest.To : block.LastSeq, 0)
            : new Place(block.FirstCommit, job, _begun ? _rest.From : block.FirstSeq, 0);
    }
}
