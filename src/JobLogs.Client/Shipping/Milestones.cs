namespace JobLogs.Client.Shipping;

/// <summary>A position that only rises, and those who wait until it has come so far.</summary>
internal sealed class Milestones
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private long _position;
    private bool _isGivenUp;

    /// <summary>How far it is.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Moves on.</summary>
    public void Advance(long bytes)
    {
        lock (_gate)
        {
            AdvanceTo(_position + bytes);
        }
    }

    /// <summary>Moves on to here, unless it is further.</summary>
    public void AdvanceTo(long position)
    {
        lock (_gate)
        {
            _position = Math.Max(position, _position);
            while (_waiting.TryPeek(out var waiter, out var wanted) && wanted <= _position)
            {
                _waiting.Dequeue();
                waiter.TrySetResult();
            }
        }
    }

    /// <summary>It won't move any more: whoever waits is told so.</summary>
    public void GiveUp(Exception why)
    {
        lock (_gate)
        {
            _isGivenUp = true;
            while (_waiting.TryDequeue(out var waiter, out _))
            {
                waiter.TrySetException(why);
            }
        }
    }

    /// <summary>Waits until it has come so far.</summary>
    public Task ReachAsync(long position, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (position <= _position)
            {
                return Task.CompletedTask;
            }

            if (_isGivenUp)
            {
                return Task.FromException(new JobLogsException(JobLogsException.Unreachable, "The run's entries are not sent any more; what is left waits in the spool."));
            }

            _waiting.Enqueue(waiter, position);
        }

        return waiter.Task.WaitAsync(cancellationToken);
    }
}
