using System.Threading.Tasks.Sources;

namespace JobLogs.Server.Live.Tails;

/// <summary>
/// Something may be new: one reader waits, anybody may set it, and setting it twice is setting it once. Waiting allocates
/// nothing, and whoever sets it never runs the reader's code.
/// </summary>
internal sealed class Signal : IValueTaskSource
{
    private const int Idle = 0;
    private const int WasSet = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Wakes the reader, now or when it comes to wait.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _state, WasSet) == Waiting)
        {
            _core.SetResult(true);
        }
    }

    /// <summary>Waits until it is set, and takes that back. For one reader at a time.</summary>
    public ValueTask WaitAsync()
    {
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
        {
            return new ValueTask(this, _core.Version);
        }

        Interlocked.Exchange(ref _state, Idle);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token)
    {
        _core.GetResult(token);
        Interlocked.Exchange(ref _state, Idle);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
