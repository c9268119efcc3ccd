using JobLogs.Load.Servers;

namespace JobLogs.Load.Following;

/// <summary>Many subscribers of one job, read by one thread.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Subscriber[] _subscribers;
    private readonly SubscriberReader _reader;
    private long _missing;

    private Crowd(Subscriber[] subscribers)
    {
        _subscribers = subscribers;
        _reader = new SubscriberReader(subscribers);
        _reader.AwaitCaughtUp();
    }

    /// <summary>How many there are.</summary>
    public int Count => _subscribers.Length;

    /// <summary>What one entry looks like on the wire.</summary>
    public ReadOnlySpan<byte> Sample => _subscribers[0].Entries.Sample;

    /// <summary>Entries that some subscriber has not received, or received twice, over all measurements.</summary>
    public long Lost => _missing + _subscribers.Sum(subscriber => subscriber.Entries.Lost + subscriber.Entries.Repeated);

    /// <summary>Subscribers that the server has cut off.</summary>
    public int Closed => _subscribers.Count(subscriber => subscriber.Closed);

    /// <summary>Subscribes that many times.</summary>
    public static Crowd Open(Uri server, string job, int count, bool batch) =>
        new([.. Enumerable.Range(0, count).Select(_ => Subscriber.Open(server, job, batch))]);

    /// <summary>
    /// Has entries sent for a while; returns p50 and p99 of sent to received, in milliseconds, the server's processor time for each
    /// entry of each subscriber, in microseconds, and how many are missing.
    /// </summary>
    public double[] Measure(TargetServer server, PacedSender sender, int rate, TimeSpan duration)
    {
        var cpu = server.CpuMicros;
        var latencies = _reader.Measure();
        var before = _reader.Received;
        var expected = (long)sender.Send(rate, duration) * Count;
        _reader.AwaitReceived(before + expected);
        var missing = before + expected - _reader.Received;
        _missing += missing;
        return [latencies.Milliseconds(0.5), latencies.Milliseconds(0.99), (server.CpuMicros - cpu) / expected, missing];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        foreach (var subscriber in _subscribers)
        {
            subscriber.Dispose();
        }
    }
}
