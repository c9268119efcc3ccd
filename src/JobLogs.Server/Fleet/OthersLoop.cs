using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Storage;

namespace JobLogs.Server.Fleet;

/// <summary>
/// Looks at what other servers may have changed that concerns this one: runs to take up, jobs that are due at other times now, runs of
/// this server that somebody cancelled through another. At once when they have been quiet, else a few times a second.
/// </summary>
internal sealed partial class OthersLoop(
    FleetSignal signal, ReadySignal ready, DueSignal due, RemoteStops stops, TimeProvider time, ILogger<OthersLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(LookAgain, time, stoppingToken);
            ready.Set();
            due.Set();
            try
            {
                await stops.LookAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException exception)
            {
                // The renewal of the leases tells the same, a little later.
                Log.Failed(logger, exception.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Runs that others cancelled can't be looked for at present: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
