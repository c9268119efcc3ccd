using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Runs;

/// <summary>Renews the leases of the runs that this server executes, all in one commit, and hears from the store which of them are to stop.</summary>
internal sealed partial class LeaseRenewer(
    ActiveRuns active, IStoreQueue queue, IOptions<RunsOptions> options, TimeProvider time, ILogger<LeaseRenewer> logger) : BackgroundService
{
    /// <summary>Renews every lease once.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var until = time.NowMicros() + (options.Value.LeaseSeconds * 1_000_000L);
        ActiveRun[] held = [.. active.All.Where(run => run.FencingToken is not null)];
        if (held.Length == 0)
        {
            return;
        }

        RenewLease[] renewals = [.. held.Select(run => new RenewLease(run.Id) { FencingToken = run.FencingToken, Until = until })];
        await queue.SubmitAllAsync(renewals, cancellationToken);
        foreach (var (run, renewal) in held.Zip(renewals))
        {
            // The attempt that was asked for is told, and not whatever has the run by now: that may be its next attempt.
            if (renewal.Refusal != Refusal.None)
            {
                run.Stop(StopCause.LeaseLost);
            }
            else if (renewal.Run?.CancelRequestedAt is not null)
            {
                run.Stop(StopCause.Cancelled);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RenewSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RenewAsync(stoppingToken);
                }
                catch (StoreUnavailableException exception)
                {
                    Log.Failed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Leases can't be renewed at present.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
