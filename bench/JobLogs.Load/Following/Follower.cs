using System.Diagnostics;
using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>One who follows a job, by either road.</summary>
internal sealed class Follower : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Func<LatencyHistogram> _measure;
    private readonly IDisposable[] _owned;

    private Follower(EntryCheck entries, Func<LatencyHistogram> measure, params IDisposable[] owned)
    {
        Entries = entries;
        _measure = measure;
        _owned = owned;
    }

    /// <summary>What came, and what didn't.</summary>
    public EntryCheck Entries { get; }

    /// <summary>Follows a job from now on.</summary>
    public static Follower Open(Uri server, string job, bool sse)
    {
        if (sse)
        {
            var stream = new SseSubscriber(server, job);
            return new Follower(stream.Entries, stream.Measure, stream);
        }

        var subscriber = Subscriber.Open(server, job, batch: false);
        var reader = new SubscriberReader([subscriber]);
        reader.AwaitCaughtUp();
        return new Follower(subscriber.Entries, reader.Measure, reader, subscriber);
    }

    /// <summary>Ages of what arrives from now on go to a new histogram, which is returned.</summary>
    public LatencyHistogram Measure() => _measure();

    /// <summary>Waits until <paramref name="total"/> entries have come, at most 10 s.</summary>
    public void AwaitReceived(long total)
    {
        var since = Stopwatch.GetTimestamp();
        while (Entries.Received < total && Stopwatch.GetElapsedTime(since) < Patience)
        {
            NativeSleep.For(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }
    }
}
