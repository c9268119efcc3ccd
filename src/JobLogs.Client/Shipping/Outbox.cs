using System.Diagnostics.CodeAnalysis;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Shipping;

/// <summary>
/// Everything that a process says of a run, on its way to the server, in order.
/// <code>
/// whoever logs ─▶ frames in memory ─▶ (spooling) segments in the spool ─▶ (sending) server
///                 bounded: waits a      bounded: waits                     tries until it is there
///                 little, then refuses
/// </code>
/// Whoever logs waits for room only, never for disk or network.
/// </summary>
internal sealed class Outbox : IAsyncDisposable
{
    private static readonly TimeSpan SpoolRetry = TimeSpan.FromSeconds(1);

    private readonly OutboxStore _store;
    private readonly OutboxSender _sender;
    private readonly ShippingOptions _options;
    private readonly SpoolSpace _space;
    private readonly TimeProvider _time;
    private readonly Signal _work = new();
    private readonly Milestones _saved = new();
    private readonly CancellationTokenSource _stop = new();

    // Guarded by _gate.
    private readonly Lock _gate = new();
    private FrameBuffer _frames = new();
    private FrameBuffer _spare = new();
    private TaskCompletionSource? _room;
    private bool _isRefusing;
    private bool _isClosed;
    private long _enqueued;

    private Task _spooling = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    private Outbox(OutboxStore store, OutboxSender sender, ShippingCounts counts, ShippingOptions options, SpoolSpace space, TimeProvider time)
    {
        (_store, _sender, Counts, _options, _space, _time) = (store, sender, counts, options, space, time);
        _enqueued = store.Bytes;
        _saved.Advance(_enqueued);
        sender.RunIsGone = GiveUp;
        sender.Delivered = TellLosses;
    }

    /// <summary>What became of the entries.</summary>
    public ShippingCounts Counts { get; }

    /// <summary>What it is for.</summary>
    public OutboxManifest Manifest => _store.Manifest;

    /// <summary>Why the spool can't be used; null when it can, or none was wanted.</summary>
    public string? SpoolTrouble => _store.Trouble;

    /// <summary>Bytes that are at the server, or given up.</summary>
    public long DoneBytes => _sender.Done.Position;

    /// <summary>Bytes that were taken.</summary>
    public long TakenBytes => Interlocked.Read(ref _enqueued);

    /// <summary>Whether the server knows nothing of the run any more.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether it is still being sent.</summary>
    public bool IsSending => !_sending.IsCompleted;

    /// <summary>Whether it was closed and all of it is at the server.</summary>
    public bool IsAllSent => _sending.IsCompletedSuccessfully;

    /// <summary>Whether the sending ended, because the spool can't be read.</summary>
    public bool IsBroken => _sending.IsFaulted;

    /// <summary>Starts to bring what is in the store, and what is still to come, to the server.</summary>
    public static Outbox Start(
        OutboxStore store, OutboxSender sender, ShippingCounts counts, ShippingOptions options, SpoolSpace space, TimeProvider time)
    {
        var outbox = new Outbox(store, sender, counts, options, space, time);

        // What these loops log is not of the run in whose context they are started.
        using (ExecutionContext.SuppressFlow())
        {
            outbox._spooling = Task.Run(outbox.SpoolAsync, CancellationToken.None);
            outbox._sending = Task.Run(outbox.SendAsync, CancellationToken.None);
        }

        return outbox;
    }

    /// <summary>Takes an entry, or counts it as refused.</summary>
    public void Write(in EntryFields entry)
    {
        if (!TryEnterWithRoom())
        {
            return;
        }

        try
        {
            var before = _frames.Length;
            _frames.Add(entry);
            _enqueued += _frames.Length - before;
            Counts.Take();
        }
        finally
        {
            _gate.Exit();
        }

        _work.Set();
    }

    /// <summary>Takes a step, a metric or a report, or counts it as refused.</summary>
    /// <param name="mustBeTaken">Whether it is taken even when there is no room: the last word of a run.</param>
    public void Enqueue(FrameKind kind, ReadOnlySpan<byte> payload, bool mustBeTaken = false)
    {
        if (mustBeTaken)
        {
            _gate.Enter();
        }
        else if (!TryEnterWithRoom())
        {
            return;
        }

        try
        {
            var before = _frames.Length;
            _frames.Add(kind, payload);
            _enqueued += _frames.Length - before;
        }
        finally
        {
            _gate.Exit();
        }

        _work.Set();
    }

    /// <summary>Waits until everything so far outlives this process: in the spool, or where there is none at the server.</summary>
    public Task SaveAsync(CancellationToken cancellationToken) => _store.IsDurable ? _saved.ReachAsync(TakenBytes, cancellationToken) : FlushAsync(cancellationToken);

    /// <summary>Waits until everything so far is at the server.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        var wanted = TakenBytes;
        _sender.HurryTo(wanted);
        return _sender.Done.ReachAsync(wanted, cancellationToken);
    }

    /// <summary>Takes nothing more, and waits until all is at the server, but not longer than it may.</summary>
    /// <returns>Whether all is there. If not, the rest waits in the spool.</returns>
    public async Task<bool> CloseAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _isClosed = true;
            FreeRoomLocked();
        }

        _sender.HurryTo(long.MaxValue);
        await _sending.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return IsAllSent;
    }

    /// <summary>Stops. What is not at the server stays in the spool, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            FreeRoomLocked();
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _work.Set();
        await _spooling.ConfigureAwait(false);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = new JobLogsException(JobLogsException.Unreachable, "The run's entries are not sent any more; what is left waits in the spool.");
        _saved.GiveUp(left);
        _sender.Done.GiveUp(left);
        if (IsAllSent)
        {
            _store.Delete();
        }
        else
        {
            if (!_store.IsDurable)
            {
                Counts.ExpireRest();
            }

            _store.Dispose();
        }

        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            await _sender.RunAsync(IsAllDone, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Counts.LastError = $"The spool can't be read: {exception.Message}";
            throw;
        }
    }

    private bool IsAllDone() => Volatile.Read(ref _isClosed) && _sender.Done.Position >= TakenBytes;

    private async Task SpoolAsync()
    {
        while (await TakeAsync().ConfigureAwait(false) is { } frames)
        {
            if (await KeepAsync(frames).ConfigureAwait(false))
            {
                _saved.Advance(frames.Length);
            }

            frames.Clear();
            lock (_gate)
            {
                _spare = frames;
                FreeRoomLocked();
            }

            TellRefused();
            _sender.Work.Set();
        }
    }

    private async ValueTask<FrameBuffer?> TakeAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_frames.Length > 0)
                {
                    var taken = _frames;
                    _frames = _spare;
                    FreeRoomLocked();
                    return taken;
                }
            }

            if (_stop.IsCancellationRequested)
            {
                return null;
            }

            await _work.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes frames to the spool, waiting for room; false when it stops before there is any.</summary>
    private async ValueTask<bool> KeepAsync(FrameBuffer frames)
    {
        while (true)
        {
            var freed = _space.Freed();
            try
            {
                if (_store.TryAppend(frames.Written.Span))
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                Counts.LastError = $"The spool can't be written: {exception.Message}";
            }

            if (_stop.IsCancellationRequested)
            {
                Counts.Expire(frames.Entries);
                return false;
            }

            // Only a segment that grows no more can go, and give its room back.
            _store.Roll();
            _sender.Work.Set();
            await freed.WaitAsync(SpoolRetry, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for room, and leaves holding the lock; false, without it, when nothing is taken.</summary>
    private bool TryEnterWithRoom()
    {
        Task? patience = null;
        while (true)
        {
            _gate.Enter();
            if (!_isClosed && !IsGone && _frames.Length < _options.QueueBytes)
            {
                _isRefusing = false;
                return true;
            }

            if (patience is { IsCompleted: true })
            {
                // The next ones need not find out for themselves.
                _isRefusing = true;
            }

            var room = _isClosed || IsGone || _isRefusing
                ? null
                : _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _gate.Exit();
            if (room is null)
            {
                Counts.Refuse();
                return false;
            }

            patience ??= Task.Delay(_options.FullWait, _time, CancellationToken.None);
            Wait(Task.WhenAny(room.Task, patience));
        }
    }

    private void FreeRoomLocked()
    {
        _isRefusing = false;
        _room?.TrySetResult();
        _room = null;
    }

    private void GiveUp()
    {
        lock (_gate)
        {
            IsGone = true;
            FreeRoomLocked();
        }
    }

    private void TellRefused()
    {
        if (Counts.RefusedToTell() is > 0 and var refused)
        {
            Note(LossNotice.Refused(refused));
        }
    }

    private void TellLosses()
    {
        if (Counts.RejectedToTell() is { Count: > 0, Last: { } last } told)
        {
            Note(LossNotice.Rejected(told.Count, last.Code, last.Detail));
        }

        if (!IsGone && Counts.ExpiredToTell() is > 0 and var expired)
        {
            Note(LossNotice.Expired(expired, _options.MaxSpoolAge));
        }
    }

    /// <summary>Writes an entry of our own. It has room always: it is one for many.</summary>
    private void Note(LossNotice notice)
    {
        var entry = notice.At(_time.GetUtcNow());
        lock (_gate)
        {
            var before = _frames.Length;
            _frames.Add(entry);
            _enqueued += _frames.Length - before;
            Counts.Take();
        }

        _work.Set();
    }

    [SuppressMessage(
        "ApiDesign", "RS0030:Do not use banned APIs",
        Justification = "ILogger is synchronous, so whoever logs can only block its thread to wait for room; at most FullWait. A task's own wait lets the pool replace the thread.")]
    private static void Wait(Task room) => room.Wait();
}
