using JobLogs.Storage;
using JobLogs.Storage.Others;

namespace JobLogs.Server.Live.Tails;

/// <summary>
/// Reads what other servers committed, so that followers find it in the tail: once for all of them. Without other servers it has
/// nothing to do.
/// </summary>
internal sealed partial class TailFiller(Tail tail, TimeProvider time, ILogger<TailFiller> logger, IOtherServers? others = null) : BackgroundService
{
    private const int PageItems = 2_000;

    // A page of some jobs is of no use when further ones were followed meanwhile; one of all jobs always is.
    private const int MostMisses = 3;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private bool _failing;

    /// <summary>Reads and publishes until nothing is left.</summary>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    public async Task FillAsync(IOtherServers store, CancellationToken cancellationToken)
    {
        for (var misses = 0; tail.FindGap() is { } found;)
        {
            var gap = misses < MostMisses ? found : found with { Jobs = null };
            using var page = await store.ReadAsync(gap.After, gap.Jobs, PageItems, cancellationToken);
            misses = tail.Fill(gap, page) ? 0 : misses + 1;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (others is null)
        {
            return;
        }

        await using var stopping = stoppingToken.UnsafeRegister(static tail => ((Tail)tail!).StopWaiting(), tail);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FillAsync(others, stoppingToken);
                _failing = false;
                await tail.AwaitGapAsync();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException exception)
            {
                NoteFailure(exception);
                await Task.Delay(AfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Once each time: it goes on where it stopped.
    private void NoteFailure(StoreUnavailableException exception)
    {
        if (!_failing)
        {
            _failing = true;
            Log.Failed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Followers wait for what other servers commit: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
