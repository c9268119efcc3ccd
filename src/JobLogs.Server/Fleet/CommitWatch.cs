using JobLogs.Server.Live;
using JobLogs.Storage;
using JobLogs.Storage.Others;

namespace JobLogs.Server.Fleet;

/// <summary>Hears of what other servers commit, and passes it on.</summary>
internal sealed partial class CommitWatch(
    IOtherServers others, ITail tail, FleetSignal signal, TimeProvider time, ILogger<CommitWatch> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                tail.Heard(await others.AwaitCommitAsync(stoppingToken));
                signal.Set();
                if (failing)
                {
                    failing = false;
                    Log.Again(logger);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException exception)
            {
                if (!failing)
                {
                    failing = true;
                    Log.Failed(logger, exception.Message);
                }

                await Task.Delay(AfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What other servers commit can't be seen at present: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "What other servers commit is seen again.")]
        public static partial void Again(ILogger logger);
    }
}
