using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Jobs;

/// <summary>Removes the rows of deleted jobs, in small steps between which others write; also those that were left over at the last stop.</summary>
internal sealed partial class PurgeLoop(
    IStoreQueue queue, PurgeSignal signal, IOptions<JobsOptions> options, TimeProvider time, ILogger<PurgeLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = LookAgain;
            try
            {
                var step = await queue.SubmitAsync(new PurgeDeleted(options.Value.PurgeRows), stoppingToken);
                wait = step.More ? Pause : LookAgain;
                if (step.Removed > 0)
                {
                    Log.Purged(logger, step.Removed);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException exception)
            {
                Log.Failed(logger, exception);
                wait = AfterFailure;
            }

            await signal.WaitAsync(wait, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Removed {Rows} rows of deleted jobs.")]
        public static partial void Purged(ILogger logger, long rows);

        [LoggerMessage(LogLevel.Warning, "The rows of deleted jobs can't be removed at present; the next try is in 5 seconds.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
