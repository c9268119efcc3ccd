using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Others;

namespace JobLogs.Server.Retention;

/// <summary>
/// Cleans up soon after the start and then each hour, each job by its own <c>retention_days</c>, else by the setting. Of several servers
/// over one database, one at a time does it for all.
/// </summary>
internal sealed partial class RetentionLoop(
    CleanUp cleanUp, RetentionOptions options, TimeProvider time, ILogger<RetentionLoop> logger, IOtherServers? others = null) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; !stoppingToken.IsCancellationRequested; wait = Period)
        {
            try
            {
                await Task.Delay(wait, time, stoppingToken);
                await CleanUpAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException exception)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private async Task CleanUpAsync(CancellationToken stoppingToken)
    {
        await using var turn = others is null ? null : await others.TryTakeCleanUpAsync(stoppingToken);
        if (others is not null && turn is null)
        {
            return;
        }

        var now = time.NowMicros();
        var removed = await cleanUp.RemoveAsync(job => CutoffOf(job, now), stoppingToken);
        if (removed != default)
        {
            Log.CleanedUp(logger, removed.Entries, removed.StatusChanges, removed.Metrics);
        }
    }

    private long? CutoffOf(Job job, long now) =>
        (job.Definition.RetentionDays ?? options.Days) is > 0 and var days ? Cutoff.Before(now, days) : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Clean-up deleted {Entries} entries, {StatusChanges} status changes and {Metrics} metrics.")]
        public static partial void CleanedUp(ILogger logger, long entries, long statusChanges, long metrics);

        [LoggerMessage(LogLevel.Warning, "Clean-up can't go on at present; the next try is in an hour.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
