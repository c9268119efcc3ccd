namespace JobLogs.Client.Shipping;

/// <summary>Wakes the one who waits. A signal that nobody waits for is kept; several are as good as one.</summary>
internal sealed class Signal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _set = New();

    /// <summary>Wakes.</summary>
    public void Set()
    {
        lock (_gate)
        {
            _set.TrySetResult();
        }
    }

    /// <summary>Waits for the next signal, and takes it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken = default)
    {
        Task set;
        lock (_gate)
        {
            set = _set.Task;
        }

        await set.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _set = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
