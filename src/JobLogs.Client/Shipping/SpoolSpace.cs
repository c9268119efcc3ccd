namespace JobLogs.Client.Shipping;

/// <summary>The bytes that all outboxes of a client may have on disk together.</summary>
internal sealed class SpoolSpace(long limit)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _freed = New();
    private long _used;

    /// <summary>Bytes in use.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes room; false when there isn't so much.</summary>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_used + bytes > limit)
            {
                return false;
            }

            _used += bytes;
            return true;
        }
    }

    /// <summary>Takes room that is in use already.</summary>
    public void Count(long bytes)
    {
        lock (_gate)
        {
            _used += bytes;
        }
    }

    /// <summary>Gives room back.</summary>
    public void Free(long bytes)
    {
        TaskCompletionSource freed;
        lock (_gate)
        {
            _used -= bytes;
            freed = _freed;
            _freed = New();
        }

        freed.SetResult();
    }

    /// <summary>Done when room is given back after this call.</summary>
    public Task Freed()
    {
        lock (_gate)
        {
            return _freed.Task;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
