using JobLogs.Server.Handlers;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Runs;

/// <summary>
/// Ends runs whose lease ran out: whoever executed them is gone, or ships nothing any more. Looks every second. Where other servers may execute runs, a database
/// that was away for a while is to be back for the length of a lease first: nobody could renew one meanwhile.
/// </summary>
internal sealed partial class Sweeper(
    IRunStore runs, IStoreQueue queue, ActiveRuns active, IOptions<RunsOptions> options, TimeProvider time, ILogger<Sweeper> logger) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Since when each look found the database there; the last look.
    private long _thereSince;
    private long _lastLook;

    /// <summary>Looks once.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.NowMicros();
        var expired = await runs.ExpiredAsync(now, MostAtOnce, cancellationToken);
        if (!IsFair())
        {
            return;
        }

        // A run that is executed right here is alive, however late its renewal is: the store may have been away.
        ChangeRun[] ends =
        [
            .. expired
                .Where(run => !active.Contains(run.Id))
                .Select(run => End(run, now)),
        ];
        if (ends.Length == 0)
        {
            return;
        }

        await queue.SubmitAllAsync(ends, cancellationToken);
        foreach (var end in ends.Where(end => end.Refusal == Refusal.None && end.To == RunStatus.Interrupted))
        {
            Log.Interrupted(logger, end.RunId.Number, end.Reason!);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await SweepAsync(stoppingToken);
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

    /// <summary>Whether the owners of the expired leases could have renewed them.</summary>
    private bool IsFair()
    {
        var now = time.GetTimestamp();
        if (_lastLook == 0 || time.GetElapsedTime(_lastLook, now) > 3 * Period)
        {
            _thereSince = now;
        }

        _lastLook = now;
        return options.Value.IsOnlyServer || time.GetElapsedTime(_thereSince, now) >= TimeSpan.FromSeconds(options.Value.LeaseSeconds);
    }

    private static ChangeRun End(Run run, long now)
    {
        if (run.Trigger == RunTrigger.Shipper)
        {
            return new ChangeRun(run.Id, RunStatus.Completed)
            {
                From = [RunStatus.Running],
                Reason = $"Nothing was shipped for {run.LeaseSeconds} s, so the run is taken to be over.",
                IfLeaseExpiredBefore = now,
            };
        }

        var reason = run.JobType == HandlerRegistry.External
            ? $"Whoever executes the run gave no sign of life for {run.LeaseSeconds} s."
            : "The server that executed the run gave no sign of life.";
        return new ChangeRun(run.Id, RunStatus.Interrupted)
        {
            From = [RunStatus.Running],
            Reason = reason,
            Error = new RunError("interrupted", reason),
            IfLeaseExpiredBefore = now,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Run {Run} is interrupted. {Reason}")]
        public static partial void Interrupted(ILogger logger, long run, string reason);

        [LoggerMessage(LogLevel.Warning, "Expired leases can't be looked for at present.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
