using JobLogs.Server.Live.Tails;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>Waits on the tail's wake-ups. Registers first, asks the store where it ends then.</summary>
internal sealed class LiveWaiter(Tail tail, ILogStore store, TimeProvider time, IHostApplicationLifetime lifetime) : ILiveWaiter
{
    /// <inheritdoc />
    public async ValueTask<bool> AwaitNewsAsync(LogScope scope, Place after, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var ofJob = new LogScope(scope.Job, null);
        var signal = new Signal();
        var log = tail.Join(scope.Job, signal, reads: false);
        try
        {
            var end = await store.EndAsync(ofJob, cancellationToken);

            // The timer itself says that the time is up: by another clock it may seem a little early, and it comes only once.
            var timeIsUp = false;
            using var timer = time.CreateTimer(
                _ =>
                {
                    Volatile.Write(ref timeIsUp, true);
                    signal.Set();
                },
                null,
                timeout,
                Timeout.InfiniteTimeSpan);
            await using var stopping = lifetime.ApplicationStopping.UnsafeRegister(static state => ((Signal)state!).Set(), signal);
            await using var cancelled = cancellationToken.UnsafeRegister(static state => ((Signal)state!).Set(), signal);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                end = tail.EndOf(log) is { } published && ofJob.Compare(published, end) > 0 ? published : end;
                if (ofJob.Compare(end, after) > 0 || log.IsRemoved)
                {
                    return true;
                }

                if (lifetime.ApplicationStopping.IsCancellationRequested || Volatile.Read(ref timeIsUp))
                {
                    return false;
                }

                await signal.WaitAsync();
            }
        }
        finally
        {
            tail.Leave(log, signal, reads: false);
        }
    }
}
