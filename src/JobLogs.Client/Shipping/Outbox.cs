using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Shipping;

/// <summary>
/// Everything that a process says of a run, on its way to the server, in order.
/// <code>
/// whoever logs ─▶ frames in memory ─▶ (spooling) segments in the spool ─▶ (sending) server
///                 bounded: waits a      bounded: waits                     tries until it is there
///                 little, then refuses
/// </code>
/// Whoever logs waits for room only, never for disk or network. While the spool's disk takes nothing, the segments are in memory,
/// within the bound of the frames.
/// </summary>
internal sealed class Outbox : IAsyncDisposable
{
    private static readonly TimeSpan SpoolRetry = TimeSpan.FromSeconds(1);

    private readonly OutboxStore _store;
    private readonly OutboxSender _sender;
    private readonly ShippingOptions _options;
    private readonly SpoolSpace _space;
    private readonly TimeProvider _time;
    private readonly FrameQueue _queue;
    private readonly Milestones _saved = new();
    private readonly CancellationTokenSource _stop = new();

    // Bytes that are in the store, or were; guarded by _settling.
    private readonly Lock _settling = new();
    private long _kept;

    private volatile bool _isClosed;
    private Task _spooling = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    private Outbox(OutboxStore store, OutboxSender sender, ShippingCounts counts, ShippingOptions options, SpoolSpace space, TimeProvider time)
    {
        (_store, _sender, Counts, _options, _space, _time) = (store, sender, counts, options, space, time);
        _kept = store.Bytes;
        _queue = new FrameQueue(options, counts, time) { TakenBytes = _kept };
        _saved.Advance(_kept);
        sender.RunIsGone = GiveUp;
        sender.Delivered = Progressed;
    }

    /// <summary>What became of the entries.</summary>
    public ShippingCounts Counts { get; }

    /// <summary>What it is for.</summary>
    public OutboxManifest Manifest => _store.Manifest;

    /// <summary>Why the spool can't be used now; null when it can, or none was wanted.</summary>
    public string? SpoolTrouble => _store.Trouble;

    /// <summary>Bytes that are at the server, or given up.</summary>
    public long DoneBytes => _sender.Done.Position;

    /// <summary>Bytes that were taken.</summary>
    public long TakenBytes => _queue.TakenBytes;

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
    public void Write(in EntryFields entry) => _queue.Add(entry);

    /// <summary>Takes a step, a metric or a report, or counts it as refused.</summary>
    /// <param name="kind">Which of them.</param>
    /// <param name="payload">It, as JSON.</param>
    /// <param name="mustBeTaken">Whether it is taken even when there is no room: the last word of a run.</param>
    public void Enqueue(FrameKind kind, ReadOnlySpan<byte> payload, bool mustBeTaken = false) => _queue.Add(kind, payload, mustBeTaken);

    /// <summary>Waits until everything so far outlives this process: in the spool, or at the server where the spool doesn't take it.</summary>
    public Task SaveAsync(CancellationToken cancellationToken)
    {
        var wanted = TakenBytes;
        if (!_store.IsDurable || _store.IsDiskAway)
        {
            _sender.HurryTo(wanted);
        }

        return _saved.ReachAsync(wanted, cancellationToken);
    }

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
        Close();
        _sender.HurryTo(long.MaxValue);
        await _sending.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return IsAllSent;
    }

    /// <summary>Stops. What is not at the server stays in the spool, if there is one that takes it.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _stop.CancelAsync().ConfigureAwait(false);
        _queue.Added.Set();
        await _spooling.ConfigureAwait(false);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsAllSent)
        {
            _store.Delete();
        }
        else
        {
            TryReturnToDisk(isLast: true);
            Counts.ExpireRest(_store.HeldEntries);
            _store.Dispose();
        }

        var left = new JobLogsException(JobLogsException.Unreachable, "The run's entries are not sent any more; what is left waits in the spool.");
        _saved.GiveUp(left);
        _sender.Done.GiveUp(left);
        _stop.Dispose();
    }

    private void Close()
    {
        _queue.Close();
        _isClosed = true;
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

    private bool IsAllDone() => _isClosed && _sender.Done.Position >= TakenBytes;

    private async Task SpoolAsync()
    {
        while (await TakeAsync().ConfigureAwait(false) is { } frames)
        {
            Settle(await KeepAsync(frames).ConfigureAwait(false) ? frames.Length : 0);
            _queue.GiveBack(frames);
            TellRefused();
            _sender.Work.Set();
        }
    }

    private async ValueTask<FrameBuffer?> TakeAsync()
    {
        while (true)
        {
            if (_queue.Take() is { } taken)
            {
                return taken;
            }

            if (_stop.IsCancellationRequested)
            {
                return null;
            }

            TryReturnToDisk();
            using var soon = _store.IsDiskAway ? new CancellationTokenSource(SpoolRetry, _time) : null;
            await _queue.Added.WaitAsync(soon?.Token ?? CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Puts frames into the store, waiting for room; false when it stops before there is any.</summary>
    private async ValueTask<bool> KeepAsync(FrameBuffer frames)
    {
        while (true)
        {
            var freed = _space.Freed();
            var isKept = _store.TryAppend(frames.Written.Span);
            TellTrouble();
            if (isKept)
            {
                return true;
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

    private void TryReturnToDisk(bool isLast = false)
    {
        if (_store.IsDiskAway)
        {
            _store.TryReturnToDisk(isLast);
            TellTrouble();
            Settle();
            _sender.Work.Set();
        }
    }

    private void TellTrouble()
    {
        if (_store.IsDiskAway)
        {
            Counts.LastError = $"The spool can't be written: {_store.Trouble}";
        }
    }

    /// <summary>Says what is safe by now, and what is not: all that is on disk or done comes before all that is held in memory.</summary>
    private void Settle(int kept = 0)
    {
        lock (_settling)
        {
            _kept += kept;
            var held = _store.HeldBytes;
            _saved.AdvanceTo(_kept - held);
            _queue.Hold(_store.IsDurable ? held : 0);
        }
    }

    private void GiveUp()
    {
        IsGone = true;
        _queue.Close();
    }

    private void Progressed()
    {
        Settle();
        TellRefused();
        TellLosses();
    }

    private void TellRefused()
    {
        if (!IsGone && _queue.HasRoom && Counts.RefusedToTell() is > 0 and var refused)
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

    /// <summary>Writes an entry of our own.</summary>
    private void Note(LossNotice notice) => _queue.Add(notice.At(_time.GetUtcNow()), mustBeTaken: true);
}
