using System.Diagnostics;
using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>One thread that reads all subscribers. Hot: two calls of the kernel for whatever has arrived on a socket.</summary>
internal sealed class SubscriberReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private readonly IReadOnlyList<Subscriber> _subscribers;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly Epoll _epoll = new();
    private readonly Thread _thread;
    private volatile LatencyHistogram _latencies = new();
    private volatile bool _stopping;

    /// <summary>Begins to read.</summary>
    public SubscriberReader(IReadOnlyList<Subscriber> subscribers)
    {
        _subscribers = subscribers;
        for (var i = 0; i < subscribers.Count; i++)
        {
            _epoll.Watch(subscribers[i].Socket, i);
        }

        _thread = new Thread(Read) { IsBackground = true, Name = "subscribers" };
        _thread.Start();
    }

    /// <summary>Entries that all have received together.</summary>
    public long Received => _subscribers.Sum(subscriber => subscriber.Entries.Received);

    /// <summary>Ages of what arrives from now on go to a new histogram, which is returned. To be called while nothing arrives.</summary>
    public LatencyHistogram Measure() => _latencies = new LatencyHistogram();

    /// <summary>Waits until all have received <paramref name="total"/> entries together, or nothing has come for 10 s.</summary>
    public void AwaitReceived(long total)
    {
        var (last, since) = (Received, Stopwatch.GetTimestamp());
        while (last < total && Stopwatch.GetElapsedTime(since) < Patience)
        {
            NativeSleep.For(Beat);
            if (Received is var now && now != last)
            {
                (last, since) = (now, Stopwatch.GetTimestamp());
            }
        }
    }

    /// <summary>Waits until live has begun for all.</summary>
    /// <exception cref="IOException">It hasn't for some, for 10 s.</exception>
    public void AwaitCaughtUp()
    {
        var since = Stopwatch.GetTimestamp();
        while (_subscribers.Any(subscriber => !subscriber.CaughtUp))
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                throw new IOException($"{_subscribers.Count(subscriber => !subscriber.CaughtUp)} subscribers wait for caught_up in vain");
            }

            NativeSleep.For(Beat);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
        _epoll.Dispose();
    }

    private void Read()
    {
        while (!_stopping)
        {
            var ready = _epoll.Wait(Beat);
            for (var i = 0; i < ready; i++)
            {
                var subscriber = _subscribers[_epoll.Ready(i)];
                var received = Epoll.Receive(subscriber.Socket, _buffer);
                if (received > 0)
                {
                    subscriber.Feed(_buffer.AsSpan(0, received), _latencies);
                }
                else if (received == 0)
                {
                    subscriber.Close();
                    _epoll.Forget(subscriber.Socket);
                }
            }
        }
    }
}
