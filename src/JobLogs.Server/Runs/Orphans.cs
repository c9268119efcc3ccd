using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Runs;

/// <summary>
/// Ends the runs whose server is gone. When no other server can work on the database, every run that a server owns when
/// this one starts is such a run, whatever its lease says.
/// </summary>
internal sealed partial class Orphans(
    IRunStore runs, IStoreQueue queue, IOptions<RunsOptions> options, TimeProvider time, ILogger<Orphans> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Ends them. To be called before the first run is taken up; tries again while the store is away.</summary>
    public async Task EndAsync(CancellationToken stoppingToken)
    {
        while (options.Value.IsOnlyServer && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EndOnceAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException exception)
            {
                Log.Failed(logger, exception);
                await Task.Delay(AfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task EndOnceAsync(CancellationToken stoppingToken)
    {
        var owned = await runs.OwnedAsync(stoppingToken);
        if (owned.Count == 0)
        {
            return;
        }

        const string Reason = "The server that executed the run ended without finishing it.";
        await queue.SubmitAllAsync(
            [.. owned.Select(run => new ChangeRun(run.Id, RunStatus.Interrupted)
            {
                From = [RunStatus.Running],
                Reason = Reason,
                Error = new RunError("interrupted", Reason),
            })],
            stoppingToken);
        Log.Ended(logger, owned.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} runs were under way when the server ended last time; they are interrupted now.")]
        public static partial void Ended(ILogger logger, int count);

        [LoggerMessage(LogLevel.Warning, "Runs that were under way can't be ended at present; the next try is in 1 second.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
