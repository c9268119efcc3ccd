namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

/// <summary>
/// A clock on which every delay passes at once and is noted, while time limits run out only when told to: what waits is a
/// <see cref="Task.Delay(TimeSpan, TimeProvider)"/>, what limits is a <see cref="CancellationTokenSource"/>.
/// </summary>
internal sealed class SteppingClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Limit> _limits = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public List<TimeSpan> Delays { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Limit(callback, state);
        lock (_lock)
        {
            if (state is CancellationTokenSource)
            {
                _limits.Add(timer);
                return timer;
            }

            _now += dueTime;
            Delays.Add(dueTime);
        }

        ThreadPool.QueueUserWorkItem(_ => timer.RunOut());
        return timer;
    }

    /// <summary>Lets every limit that is set run out now.</summary>
    public void ExpireLimits()
    {
        Limit[] limits;
        lock (_lock)
        {
            limits = [.. _limits];
            _limits.Clear();
        }

        foreach (var limit in limits)
        {
            limit.RunOut();
        }
    }

    private sealed class Limit(TimerCallback callback, object? state) : ITimer
    {
        private bool _gone;

        public void RunOut()
        {
            if (!_gone)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _gone = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
