namespace JobLogs.Client.Http.Following;

/// <summary>Gives up waiting for a connection that has not said anything for too long.</summary>
internal sealed class SilenceWatch : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationToken _caller;
    private readonly ITimer _timer;
    private readonly TimeSpan _limit;

    /// <summary>Watches from now on.</summary>
    public SilenceWatch(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _over = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), _over, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when it was silent for too long, or when the caller wants no more.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Whether a cancellation came from the silence.</summary>
    public bool IsSilent => _over.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Something was heard.</summary>
    public void Heard() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    /// <summary>What is said of it.</summary>
    public JobLogsException Failure() => new(
        JobLogsException.Unreachable, $"The server has said nothing for {_limit.TotalSeconds:0} s; the connection is taken for lost.");

    /// <inheritdoc />
    public void Dispose()
    {
        _timer.Dispose();
        _over.Dispose();
    }
}
