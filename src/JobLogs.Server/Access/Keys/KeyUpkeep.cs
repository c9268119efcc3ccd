using JobLogs.Server.Access.Grants;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access.Keys;

/// <summary>
/// Looks after keys every 5 seconds: what another server changed, what has expired meanwhile, what is still open on a session
/// that ended. Once a minute it writes when keys were used last, and removes what is over.
/// </summary>
internal sealed partial class KeyUpkeep(
    KeyRing ring, OpenGrants open, IStoreQueue queue, TimeProvider time, IOptions<KeyOptions> options, ILogger<KeyUpkeep> logger) : BackgroundService
{
    private const int TurnsAMinute = 12;
    private const long MicrosADay = 86_400_000_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the server listens: until the keys are known nobody is let in.
        await ring.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(WriteUsesAsync, cancellationToken);
    }

    /// <summary>Takes in what has changed and ended.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await ring.RefreshAsync(cancellationToken);
        await open.CheckAsync(cancellationToken);
    }

    /// <summary>Writes when keys were used last.</summary>
    public async Task WriteUsesAsync(CancellationToken cancellationToken)
    {
        if (ring.TakeUses() is { Count: > 0 } uses)
        {
            await queue.SubmitAsync(new TouchKeys(uses), cancellationToken);
        }
    }

    /// <summary>Removes what is over.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var now = time.NowMicros();
        await queue.SubmitAsync(new PurgeAccess(now, now - (options.Value.AuditDays * MicrosADay)), cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        for (var turn = 1; await NextAsync(timer, stoppingToken); turn++)
        {
            await TryAsync(LookAsync, stoppingToken);
            if (turn % TurnsAMinute == 0)
            {
                await TryAsync(WriteUsesAsync, stoppingToken);
                await TryAsync(PurgeAsync, stoppingToken);
            }
        }
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            Log.Failed(logger, exception.Code);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Keys can't be looked after at present ({Code}); what was known of them stays.")]
        public static partial void Failed(ILogger logger, string code);
    }
}
