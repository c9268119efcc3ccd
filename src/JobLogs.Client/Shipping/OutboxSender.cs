using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;
using JobLogs.Protocol.Problems;

namespace JobLogs.Client.Shipping;

/// <summary>
/// Brings what an outbox holds to the server, from the oldest segment on, trying each window until it is there. Entries are
/// numbered within their segment, so that the server stores each of them once, however often it is sent.
/// </summary>
internal sealed class OutboxSender(OutboxStore store, ApiConnection api, ShippingOptions options, ShippingCounts counts)
{
    private readonly WindowReader _reader = new(options);
    private readonly WindowDelivery _delivery = new(api, counts);
    private readonly RunMaker _maker = new(api);
    private readonly Window _window = new();
    private readonly TimeProvider _time = api.Time;

    // Where the sending is: bytes and entries of the first segment that are done, and its bytes that were credited.
    private SentMark _at;
    private long _credited;

    // A flush that waits, and how far it wants to come.
    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _hurryTo;

    /// <summary>Wakes the sender when there is something new.</summary>
    public Signal Work { get; } = new();

    /// <summary>Bytes that are done: at the server, or given up.</summary>
    public Milestones Done { get; } = new();

    /// <summary>Told when the server has shown that it knows nothing of the run.</summary>
    public Action RunIsGone { get; set; } = static () => { };

    /// <summary>Told after each window that is done with.</summary>
    public Action Delivered { get; set; } = static () => { };

    /// <summary>Sends without waiting for batches to fill, up to here.</summary>
    public void HurryTo(long position)
    {
        Interlocked.Exchange(ref _hurryTo, Math.Max(position, Interlocked.Read(ref _hurryTo)));
        Volatile.Read(ref _hurry).TrySetResult();
        Work.Set();
    }

    /// <summary>Sends until <paramref name="isOver"/> says so, which is asked when there is nothing to send.</summary>
    public async Task RunAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        _at = store.Sent;
        while (true)
        {
            if (store.First is not { } segment)
            {
                if (isOver())
                {
                    return;
                }

                await Work.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (_at.Segment != segment.Number)
            {
                (_at, _credited) = (new SentMark(segment.Number, 0, 0), 0);
            }

            // Asked before it is read: what is added between the two is seen in the next round.
            var isClosed = store.IsClosed(segment);
            var isTooOld = _time.GetUtcNow() - segment.LastWrite > options.MaxSpoolAge;
            var damaged = _reader.Read(segment, _at.Position, _window);
            if (!_window.IsEmpty)
            {
                await HandleAsync(segment, isTooOld, cancellationToken).ConfigureAwait(false);
            }
            else if (isClosed)
            {
                Credit(_at.Position + damaged);
                store.DeleteFirst();
            }
            else if (isOver())
            {
                return;
            }
            else
            {
                await Work.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task HandleAsync(ISegment segment, bool isTooOld, CancellationToken cancellationToken)
    {
        if (isTooOld)
        {
            counts.Expire(_window.Entries);
            Advance();
            Delivered();
            return;
        }

        if (await WaitsForMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            _reader.Read(segment, _at.Position, _window);
        }

        if (await DeliverAsync(segment, cancellationToken).ConfigureAwait(false))
        {
            Advance();
            Delivered();
        }
    }

    private async ValueTask<bool> WaitsForMoreAsync(CancellationToken cancellationToken)
    {
        var isFull = _window.Entries >= options.BatchEntries || _window.LineBytes >= options.BatchBytes / 2;
        if (isFull || options.BatchDelay == TimeSpan.Zero || Done.Position < Interlocked.Read(ref _hurryTo))
        {
            return false;
        }

        await Volatile.Read(ref _hurry).Task.WaitAsync(options.BatchDelay, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        Volatile.Write(ref _hurry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return true;
    }

    /// <summary>Tries until the window is at the server; false when it is to be read anew from an earlier place.</summary>
    private async ValueTask<bool> DeliverAsync(ISegment segment, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            JobLogsException failure;
            try
            {
                var run = await _maker.MakeAsync(store, cancellationToken).ConfigureAwait(false);
                var missing = await _delivery.SendAsync(_window, run, $"{store.Manifest.Id}.{segment.Number}", _at.Entries, cancellationToken).ConfigureAwait(false);
                counts.LastError = null;
                if (missing is not null)
                {
                    _at = new SentMark(segment.Number, 0, 0);
                }

                return missing is null;
            }
            catch (JobLogsException exception)
            {
                failure = exception;
            }

            counts.LastError = failure.Message;
            if (store.Manifest.RunId is not null && failure is { Code: ProblemCodes.NotFound, Problem: not null })
            {
                counts.Expire(_window.Entries - _window.EntriesDone);
                RunIsGone();
                return true;
            }

            // Also what isn't transient is tried again: a key can be mended, a job be made.
            var pause = Pauses.After(failures, options.LongestPause, failure.RetryAfter);
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Advance()
    {
        _at = _at with { Position = _at.Position + _window.Bytes, Entries = _at.Entries + _window.Entries };
        counts.LastError = store.TryKeep(_at) is { } trouble ? $"The spool can't be written: {trouble}" : counts.LastError;
        Credit(_at.Position);
    }

    private void Credit(long position)
    {
        if (position > _credited)
        {
            Done.Advance(position - _credited);
            _credited = position;
        }
    }
}
