namespace JobLogs.Server.Runs;

/// <summary>
/// Wakes one loop that waits for work. A signal that comes while the loop is busy is kept, several count as one: the loop
/// looks at everything there is whenever it wakes.
/// </summary>
internal abstract class WakeUp
{
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Wakes the loop.</summary>
    public void Set() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>Waits for a signal, for a time to pass, or for the token; throws in no case. Called by the loop alone.</summary>
    /// <param name="atMost">How long; not negative.</param>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        var signal = Volatile.Read(ref _signal);
        await signal.Task.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (signal.Task.IsCompleted)
        {
            Volatile.Write(ref _signal, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }
}
