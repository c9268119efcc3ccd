namespace JobLogs.Server.Live.Tails;

/// <summary>
/// Wakes the followers of one log together: at once when they have rested, else after a pause, on one timer for all of
/// them. What is committed meanwhile then goes out in one flush. The writer's thread only asks for it. Hot.
/// </summary>
internal sealed class Wakeup(TimeProvider time, TimeSpan longestPause, LiveMetrics metrics) : IThreadPoolWorkItem, IDisposable
{
    // A flush to a reader costs a few tens of microseconds, so that few readers can be served often.
    private static readonly TimeSpan PausePerFollower = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    private readonly HashSet<Signal> _followers = [];
    private ITimer? _timer;
    private long _lastWake;
    private int _asked;
    private int _count;

    /// <summary>How many follow.</summary>
    public int Followers => Volatile.Read(ref _count);

    /// <summary>Begins to wake a follower.</summary>
    public void Add(Signal follower)
    {
        lock (_followers)
        {
            _followers.Add(follower);
            Volatile.Write(ref _count, _followers.Count);
        }
    }

    /// <summary>Wakes a follower no more.</summary>
    public void Remove(Signal follower)
    {
        lock (_followers)
        {
            _followers.Remove(follower);
            Volatile.Write(ref _count, _followers.Count);
        }
    }

    /// <summary>Asks for a wake-up: something was published. Short.</summary>
    public void Ask()
    {
        if (Followers == 0 || Interlocked.Exchange(ref _asked, 1) == 1)
        {
            return;
        }

        var rest = Pause() - time.GetElapsedTime(Volatile.Read(ref _lastWake));
        if (rest <= TimeSpan.Zero)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }

        _timer ??= time.CreateTimer(static state => ((Wakeup)state!).Execute(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(rest < ShortestPause ? ShortestPause : rest, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public void Execute()
    {
        Volatile.Write(ref _lastWake, time.GetTimestamp());
        Interlocked.Exchange(ref _asked, 0);
        metrics.Woken();
        lock (_followers)
        {
            foreach (var follower in _followers)
            {
                follower.Set();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _timer?.Dispose();

    private TimeSpan Pause()
    {
        var pause = PausePerFollower * Followers;
        pause = pause < ShortestPause ? ShortestPause : pause;
        return pause < longestPause ? pause : longestPause;
    }
}
