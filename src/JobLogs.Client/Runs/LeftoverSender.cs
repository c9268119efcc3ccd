using JobLogs.Client.Shipping;

namespace JobLogs.Client.Runs;

/// <summary>
/// Sends what processes that are gone left in the spool: a few outboxes at once, however many there are, since each keeps files open and
/// tries by itself. One that comes no further while others wait goes to the end of the line.
/// </summary>
internal sealed class LeftoverSender(Shipper shipper, TimeProvider time)
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // Guarded by _gate.
    private readonly Lock _gate = new();
    private readonly Queue<Leftover> _waiting = new();
    private readonly List<Outbox> _sending = [];
    private int _runs;
    private int _runsDone;
    private long _bytes;
    private long _entries;
    private string? _lastError;

    /// <summary>Sends all of it.</summary>
    public async Task<SpoolDelivery> SendAsync(IProgress<SpoolDelivery>? progress, CancellationToken cancellationToken)
    {
        foreach (var leftover in shipper.Find())
        {
            _waiting.Enqueue(leftover);
            (_runs, _bytes) = (_runs + 1, _bytes + leftover.Bytes);
        }

        var workers = Enumerable.Range(0, Math.Min(AtOnce, _waiting.Count)).Select(_ => Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None));
        var working = Task.WhenAll(workers);
        while (!working.IsCompleted)
        {
            progress?.Report(Status());
            await working.WaitAsync(Poll, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await working.ConfigureAwait(false);
        var end = Status();
        progress?.Report(end);
        return end;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (Next() is { } leftover)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (shipper.TryTakeOver(leftover) is { } store)
            {
                await SendAsync(leftover, shipper.Start(store), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                Forget(leftover);
            }
        }
    }

    private async Task SendAsync(Leftover leftover, Outbox outbox, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _sending.Add(outbox);
        }

        try
        {
            long before;
            do
            {
                before = outbox.DoneBytes;
                await outbox.CloseAsync(Turn, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
            while (outbox.IsSending && (outbox.DoneBytes > before || !HasWaiting()));
        }
        finally
        {
            await outbox.DisposeAsync().ConfigureAwait(false);
            Leave(leftover, outbox);
        }
    }

    private Leftover? Next()
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out var leftover) ? leftover : null;
        }
    }

    private bool HasWaiting()
    {
        lock (_gate)
        {
            return _waiting.Count > 0;
        }
    }

    private void Forget(Leftover leftover)
    {
        lock (_gate)
        {
            (_runs, _bytes) = (_runs - 1, _bytes - leftover.Bytes);
        }
    }

    private void Leave(Leftover leftover, Outbox outbox)
    {
        lock (_gate)
        {
            _sending.Remove(outbox);
            _entries += outbox.Counts.Snapshot(0).Delivered;
            if (outbox.IsAllSent)
            {
                _runsDone++;
                return;
            }

            // A spool that can't be read is not asked again.
            _lastError = outbox.Counts.LastError ?? _lastError;
            if (!outbox.IsBroken)
            {
                _waiting.Enqueue(leftover with { Bytes = Left(outbox) });
            }
        }
    }

    private SpoolDelivery Status()
    {
        lock (_gate)
        {
            var left = _waiting.Sum(static leftover => leftover.Bytes) + _sending.Sum(Left);
            return new SpoolDelivery(
                _runs,
                _runsDone,
                _bytes,
                Math.Clamp(_bytes - left, 0, _bytes),
                _entries + _sending.Sum(static outbox => outbox.Counts.Snapshot(0).Delivered),
                _sending.Select(static outbox => outbox.Counts.LastError).FirstOrDefault(static error => error is not null)
                    ?? (_runsDone < _runs ? _lastError : null));
        }
    }

    private static long Left(Outbox outbox) => Math.Max(0, outbox.TakenBytes - outbox.DoneBytes);
}
