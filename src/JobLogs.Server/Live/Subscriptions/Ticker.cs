namespace JobLogs.Server.Live.Subscriptions;

/// <summary>Looks after all streams twice a second, with one timer: pings, comments, checkpoints, readers that went silent.</summary>
internal sealed class Ticker : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<ITicked> _streams = [];
    private readonly ITimer _timer;
    private readonly TimeProvider _time;

    public Ticker(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Ticker)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to look after a stream.</summary>
    public void Add(ITicked stream)
    {
        lock (_streams)
        {
            if (_streams.Add(stream) && _streams.Count == 1)
            {
                _timer.Change(Period, Period);
            }
        }
    }

    /// <summary>Looks after a stream no more.</summary>
    public void Remove(ITicked stream)
    {
        lock (_streams)
        {
            if (_streams.Remove(stream) && _streams.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        var now = _time.GetTimestamp();
        lock (_streams)
        {
            foreach (var stream in _streams)
            {
                stream.Tick(now);
            }
        }
    }
}
