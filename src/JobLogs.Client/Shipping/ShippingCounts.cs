using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Shipping;

/// <summary>Counts what becomes of a run's entries, and keeps what is still to be told in the run's log.</summary>
internal sealed class ShippingCounts
{
    private long _taken;
    private long _delivered;
    private long _refused;
    private long _rejected;
    private long _expired;
    private long _refusedToTell;
    private long _rejectedToTell;
    private long _expiredToTell;
    private RejectedEntry? _lastRejected;

    /// <summary>Why the last try failed; null when it did not.</summary>
    public string? LastError { get; set; }

    /// <summary>Entries were taken in.</summary>
    public void Take(int entries = 1) => Interlocked.Add(ref _taken, entries);

    /// <summary>Entries are at the server.</summary>
    public void Deliver(int entries) => Interlocked.Add(ref _delivered, entries);

    /// <summary>Entries were given up.</summary>
    public void Expire(long entries)
    {
        Interlocked.Add(ref _expired, entries);
        Interlocked.Add(ref _expiredToTell, entries);
    }

    /// <summary>Of the entries that were taken, so many of which nothing else is known are given up.</summary>
    public void ExpireRest(long entries)
    {
        var now = Snapshot(0);
        Expire(Math.Clamp(now.Taken - now.Delivered - now.Rejected - now.Expired, 0, entries));
    }

    /// <summary>An entry was not taken.</summary>
    public void Refuse()
    {
        Interlocked.Increment(ref _refused);
        Interlocked.Increment(ref _refusedToTell);
    }

    /// <summary>The server would not store something.</summary>
    public void Reject(RejectedEntry rejected)
    {
        Interlocked.Increment(ref _rejected);
        Interlocked.Increment(ref _rejectedToTell);
        _lastRejected = rejected;
    }

    /// <summary>How many entries were refused since this was asked last.</summary>
    public long RefusedToTell() => Volatile.Read(ref _refusedToTell) == 0 ? 0 : Interlocked.Exchange(ref _refusedToTell, 0);

    /// <summary>How many entries were given up since this was asked last.</summary>
    public long ExpiredToTell() => Volatile.Read(ref _expiredToTell) == 0 ? 0 : Interlocked.Exchange(ref _expiredToTell, 0);

    /// <summary>How many things were rejected since this was asked last, and the last of them.</summary>
    public (long Count, RejectedEntry? Last) RejectedToTell() =>
        Volatile.Read(ref _rejectedToTell) == 0 ? default : (Interlocked.Exchange(ref _rejectedToTell, 0), _lastRejected);

    /// <summary>All of it.</summary>
    public ShippingStatus Snapshot(long waitingBytes) => new(
        Interlocked.Read(ref _taken),
        Interlocked.Read(ref _delivered),
        Interlocked.Read(ref _refused),
        Interlocked.Read(ref _rejected),
        Interlocked.Read(ref _expired),
        waitingBytes,
        LastError);
}
