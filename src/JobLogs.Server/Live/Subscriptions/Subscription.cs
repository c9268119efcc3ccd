using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>
/// A filter and a position. It reads the tail when its position is still there, else a page from the store, and goes on; it
/// has no queue of its own, so that a slow reader costs a position. Used by one reader at a time. Hot.
/// <para>
/// Nothing is missed and nothing comes twice, because (1) it joins the tail before it reads the store, (2) it compares the place
/// of everything with its position, and (3) it believes the tail only where the tail knows itself to be complete.
/// </para>
/// </summary>
internal sealed class Subscription : IDisposable
{
    private const int MostItemsAPage = 512;
    private const int FewestItemsAPage = 8;
    private const int PageBytes = 256 * 1024;

    private readonly StreamSources _sources;
    private readonly LogScope _scope;
    private readonly SubscriptionRequest _request;
    private readonly Signal _signal;
    private readonly EntryMatcher _matcher;
    private readonly bool _takesEveryEntry;
    private readonly Outbox _outbox;
    private readonly Checkpoints _checkpoints;
    private readonly TailLog _log;

    private Place _position;
    private Place? _entriesOnlyThrough;   // with `tail`: up to here no events are told
    private long _chunk = -1;             // where _position is in the tail; -1 when not known
    private int _index;
    private int _pageLimit = 64;
    private bool _caughtUp;
    private bool _removed;
    private RunStatus? _final;
    private Place _finalAfter;            // the run's end stands here at least

    public Subscription(StreamSources sources, LogScope scope, FrameKind kind, SubscriptionRequest request, Signal signal)
    {
        _sources = sources;
        _scope = scope;
        _request = request;
        _signal = signal;
        _matcher = new EntryMatcher(request.Filter, scope.Run);
        _takesEveryEntry = request.Filter == LogFilter.None && scope.Run is null;
        _outbox = new Outbox(sources, scope, kind, request.Batch);
        _checkpoints = new Checkpoints(scope, sources.Time);
        _log = sources.Tail.Join(scope.Job, signal, reads: true);
    }

    /// <summary>What the reader asked for.</summary>
    public SubscriptionRequest Request => _request;

    /// <summary>Up to where everything was read.</summary>
    public Place Position => _position;

    /// <summary>The highest seq after the request's place that clean-up removed; null when none was, or there is no such place.</summary>
    public long? RemovedThrough { get; private set; }

    /// <summary>Writes what the subscription tells of itself.</summary>
    public Outbox Outbox => _outbox;

    /// <summary>When the reader is due a checkpoint, as a timestamp of the time provider; <see cref="long.MaxValue"/> when it isn't.</summary>
    public long CheckpointDueAt => _checkpoints.DueAt;

    /// <summary>Finds where to begin.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var tail = _sources.Tail;
        if (!tail.IsProved(_log))
        {
            tail.Prove(_log, await _sources.Logs.EndAsync(new LogScope(_scope.Job, null), cancellationToken));
        }

        // The state of things is asked after the end was: what changes later stands behind it, and will be read.
        var end = tail.EndOf(_log)!.Value;
        await LookAtTheStateAsync(cancellationToken);
        if (_request.After is { } after)
        {
            _position = after;
            _checkpoints.Told(after);
            RemovedThrough = await _sources.Logs.RemovedThroughAsync(_scope, after, cancellationToken);
        }
        else
        {
            _entriesOnlyThrough = end;
            _position = await BeforeNewestAsync(end, cancellationToken);
        }

        _checkpoints.Moved(_position);
    }

    /// <summary>Reads on and writes what matches, until the output holds enough for one flush or there is no more.</summary>
    public async ValueTask<Progress> AdvanceAsync(FrameBuffer output, CancellationToken cancellationToken)
    {
        var before = _position;
        var (atEnd, inTail) = _entriesOnlyThrough is null && !_removed ? ReadTail(output) : (false, false);
        if (!inTail && !_removed)
        {
            _removed = _log.IsRemoved;
            if (!_removed)
            {
                await ReadPageAsync(output, cancellationToken);
            }
        }

        _outbox.EndBatch(output);
        if (_removed)
        {
            EndJson.WriteRemoved(_outbox, output, _position);
            return Progress.Ended;
        }

        if (atEnd && _final is not null && _scope.Compare(_position, _finalAfter) >= 0)
        {
            await EndJson.WriteAsync(_sources, _outbox, output, _scope, _matcher.Filter, _position, cancellationToken);
            return Progress.Ended;
        }

        if (atEnd && !_caughtUp)
        {
            _caughtUp = true;
            _outbox.Write(output, MessageType.CaughtUp);
        }

        if (_scope.Compare(_position, before) > 0)
        {
            _checkpoints.Moved(_position);
        }

        if (_checkpoints.IsDue)
        {
            _outbox.Write(output, MessageType.Checkpoint, _position);
            _checkpoints.Told(_position);
        }

        return atEnd ? Progress.UpToDate : Progress.More;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _sources.Tail.Leave(_log, _signal, reads: true);
        _outbox.Dispose();
    }

    private async ValueTask LookAtTheStateAsync(CancellationToken cancellationToken)
    {
        if (_scope.Run is { } run)
        {
            var found = await _sources.Runs.FindAsync(run, cancellationToken);
            _removed = found is null;
            if (found?.Status.IsFinal() == true)
            {
                _final = found.Status;
                _finalAfter = await _sources.Logs.EndAsync(_scope, cancellationToken);
            }
        }
        else if (_scope.Job is { } job)
        {
            _removed = await _sources.Jobs.FindAsync(job, cancellationToken) is null;
        }
    }

    /// <summary>The place before the first of the newest matching entries.</summary>
    private async ValueTask<Place> BeforeNewestAsync(Place end, CancellationToken cancellationToken)
    {
        if (_request.Tail == 0 || !Wants(StreamTypes.Log))
        {
            _entriesOnlyThrough = null;
            return end;
        }

        using var page = await _sources.Logs.ReadAsync(
            new LogQuery
            {
                Scope = _scope,
                Filter = _request.Filter,
                Before = end with { Event = end.Event + 1 },
                Skip = _request.Tail - 1,
                Limit = 1,
                Count = false,
            },
            cancellationToken);
        if (page.Entries.Count == 0)
        {
            return _scope.Job is { } job ? Place.StartOf(job) : Place.Start;
        }

        var first = page.Entries[0];
        return new Place(first.Commit, first.Job, first.Seq - 1, long.MaxValue);
    }

    /// <summary>Reads from the tail, as far as one flush goes.</summary>
    /// <returns>Whether it came to the end, and whether the position was in the tail at all.</returns>
    private (bool AtEnd, bool InTail) ReadTail(FrameBuffer output)
    {
        if (_chunk < 0)
        {
            if (_sources.Tail.Locate(_log, _position) is not { } found)
            {
                return (false, false);
            }

            (_chunk, _index) = (found, 0);
        }

        _sources.Metrics.TailRead();
        while (!_removed && output.Length + _outbox.Pending < _sources.Options.Value.FlushBytes)
        {
            if (_log.Chunk(_chunk) is not { } chunk)
            {
                // Not there yet, or evicted: then the next round looks for the place anew.
                var atEnd = _chunk >= _log.Next;
                _chunk = atEnd ? _chunk : -1;
                return (atEnd, true);
            }

            Offer(output, chunk);
            if (++_index == chunk.Count)
            {
                (_chunk, _index) = (_chunk + 1, 0);
            }
        }

        return (false, true);
    }

    private void Offer(FrameBuffer output, TailChunk chunk)
    {
        var place = chunk.PlaceAt(_index);
        if (_scope.Compare(place, _position) <= 0)
        {
            return;
        }

        _position = place;
        var wanted = chunk.EventAt(_index) is { } happened
            ? Note(happened)
            : Wants(StreamTypes.Log) && (_takesEveryEntry || chunk.Matches(_matcher, _index));
        if (wanted)
        {
            _outbox.Write(output, chunk, _index);
            _checkpoints.Told(place);
        }
    }

    private async ValueTask ReadPageAsync(FrameBuffer output, CancellationToken cancellationToken)
    {
        _sources.Metrics.StoreRead();
        _chunk = -1;
        var end = _sources.Tail.EndOf(_log)!.Value;
        var withEvents = _entriesOnlyThrough is null;
        using var page = await _sources.Logs.ReadFeedAsync(
            new FeedQuery
            {
                Scope = _scope,
                Filter = _request.Filter,
                Entries = Wants(StreamTypes.Log),
                StatusChanges = (withEvents && Wants(StreamTypes.Status)) || _scope.Run is not null,
                Metrics = withEvents && Wants(StreamTypes.Metric),
                After = _position,
                Limit = _pageLimit,
            },
            cancellationToken);
        AdaptPageLimit(page.Entries);
        Write(output, page);

        // The page was read after `end` was, so that it holds all that the scope has up to there.
        var through = page.ReachedEnd ? Later(page.Through, end) : page.Through;
        if (_entriesOnlyThrough is { } quiet && _scope.Compare(through, quiet) >= 0)
        {
            // What stands behind is read again, with its events.
            through = quiet;
            _entriesOnlyThrough = null;
        }

        _position = Later(through, _position);
    }

    private void Write(FrameBuffer output, FeedPage page)
    {
        var (entry, happened) = (0, 0);
        while (entry < page.Entries.Count || happened < page.Events.Count)
        {
            var place = entry < page.Entries.Count ? PlaceOf(page.Entries[entry]) : default;
            var isEvent = happened < page.Events.Count
                && (entry == page.Entries.Count || _scope.Compare(page.Events[happened].Place, place) < 0);
            place = isEvent ? page.Events[happened].Place : place;
            if (_entriesOnlyThrough is { } quiet && _scope.Compare(place, quiet) > 0)
            {
                return;
            }

            if (isEvent)
            {
                var next = page.Events[happened++];
                if (!Note(next) || _entriesOnlyThrough is not null)
                {
                    continue;
                }

                _outbox.Write(output, next);
            }
            else
            {
                _outbox.Write(output, page.Entries[entry++], place);
            }

            _checkpoints.Told(place);
        }
    }

    /// <summary>Takes in what an event means for the stream; returns whether the reader is told of it.</summary>
    private bool Note(RunEvent happened)
    {
        if (happened is JobRemoved)
        {
            _removed = _scope.Job is not null;
            return false;
        }

        if ((_scope.Run is { } run && happened.Run != run) || (_request.Filter.Run is { } only && happened.Run != only))
        {
            return false;
        }

        if (happened is StatusChanged { To: var status } && _scope.Run is not null && status.IsFinal())
        {
            _final = status;
        }

        return Wants(happened is StatusChanged ? StreamTypes.Status : StreamTypes.Metric);
    }

    private bool Wants(StreamTypes type) => (_request.Types & type) != StreamTypes.None;

    private void AdaptPageLimit(EntryBatch entries)
    {
        if (entries.Count > 0)
        {
            var average = 200 + (entries.TextLength / entries.Count);
            _pageLimit = Math.Clamp(PageBytes / average, FewestItemsAPage, MostItemsAPage);
        }
    }

    private Place Later(in Place left, in Place right) => _scope.Compare(left, right) >= 0 ? left : right;

    private static Place PlaceOf(in EntryView entry) => new(entry.Commit, entry.Job, entry.Seq, 0);
}
