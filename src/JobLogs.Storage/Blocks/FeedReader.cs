using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Reads entries and events after a place, merged by place. Reads a bounded number of segments a call: when those hold few
/// matches, the answer is short and says how far it looked.
/// </summary>
internal sealed class FeedReader(ILogSnapshot snapshot, BlockCache cache, FeedQuery query)
{
    private const int MaxSegments = 256;

    private readonly PriorityQueue<JobCursor, Place> _cursors = new(MergeOrder.Of(descending: false));
    private readonly WalkBudget _budget = new(MaxSegments);
    private readonly List<EntryKey> _keys = [];
    private readonly List<RunEvent> _events = [];
    private int _eventsTaken;

    /// <summary>A page.</summary>
    internal async ValueTask<FeedPage> ReadAsync(CancellationToken cancellationToken)
    {
        await snapshot.ReadEventsAsync(query, _events, cancellationToken);
        if (query.Entries)
        {
            await BeginAsync(cancellationToken);
        }

        var stopped = await MergeAsync(cancellationToken);
        var end = stopped is null ? await LogEnd.FindAsync(snapshot, query.Scope, cancellationToken) : default;
        var through = stopped ?? (query.Scope.Compare(end, query.After) > 0 ? end : query.After);
        var entries = new EntryBatch(Math.Max(_keys.Count, 1));
        try
        {
            await snapshot.FetchAsync(_keys.ToArray(), entries, cancellationToken);
        }
        catch
        {
            entries.Dispose();
            throw;
        }

        return new FeedPage(entries, _events.GetRange(0, _eventsTaken), through, reachedEnd: stopped is null);
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var window = new CursorWindow(query.Scope, query.After, null);
        foreach (var walk in await JobWalks.BeginAsync(snapshot, cache, query.Scope, query.Filter, cancellationToken, remember: false))
        {
            var cursor = new JobCursor(walk, window, descending: false, _budget);
            await cursor.BeginAsync(cancellationToken);
            Enqueue(cursor);
        }
    }

    // Null when everything was looked at, else the place where it had to stop.
    private async ValueTask<Place?> MergeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = _cursors.TryDequeue(out var cursor, out _);
            if (_eventsTaken < _events.Count && (!read || query.Scope.Compare(_events[_eventsTaken].Place, cursor!.Head) < 0))
            {
                var place = _events[_eventsTaken++].Place;
                if (_keys.Count + _eventsTaken == query.Limit)
                {
                    return InScope(place);
                }

                if (read)
                {
                    Enqueue(cursor!);
                }
            }
            else if (!read)
            {
                return null;
            }
            else if (cursor!.IsExact)
            {
                var place = cursor.Head;
                _keys.Add(EntryKey.Of(place.Job, place.Seq));
                if (_keys.Count + _eventsTaken == query.Limit)
                {
                    return InScope(place);
                }

                await cursor.TakeAsync(cancellationToken);
                Enqueue(cursor);
            }
            else if (_budget.IsSpent)
            {
                return await BeforeAsync(cursor.Head, cancellationToken);
            }
            else
            {
                await cursor.LoadAsync(query.Limit - _keys.Count - _eventsTaken, cancellationToken);
                Enqueue(cursor);
            }
        }
    }

    // The last place before the head. Its event is the last of all: whatever stands after that seq by now has been passed.
    private async ValueTask<Place> BeforeAsync(Place head, CancellationToken cancellationToken)
    {
        var lastEvent = await snapshot.FindLastEventNumberAsync(cancellationToken);
        return InScope(head with { Seq = head.Seq - 1, Event = lastEvent });
    }

    private Place InScope(Place place) => query.Scope.Job is null ? place : place with { Commit = 0 };

    private void Enqueue(JobCursor cursor)
    {
        if (!cursor.AtEnd)
        {
            _cursors.Enqueue(cursor, cursor.Head);
        }
    }
}
