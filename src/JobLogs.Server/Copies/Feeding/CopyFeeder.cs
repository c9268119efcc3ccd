using JobLogs.Storage;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>
/// Keeps the copy fed. Nothing waits for it: while the copy is away it tries again, ever more rarely, and what was committed meanwhile
/// stays where it is. One server of several feeds; the others look now and then whether it still does.
/// </summary>
internal sealed partial class CopyFeeder(
    CopyFeeding feeding,
    CopyLease lease,
    CopyWatch watch,
    CopyBackoff backoff,
    TimeProvider time,
    IOptions<CopiesOptions> options,
    ILogger<CopyFeeder> logger) : BackgroundService
{
    private const int FailuresToGiveBackAfter = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                var turn = await feeding.TurnAsync(stoppingToken);
                failures = 0;
                await NoteAsync(turn, stoppingToken);
                await RestAsync(turn, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // Whatever it is, the copy must go on when it is over, and the server with it.
                await FailAsync(exception, ++failures, stoppingToken);
            }
        }

        await GiveBackAsync();
    }

    private async ValueTask NoteAsync(CopyTurn turn, CancellationToken stoppingToken)
    {
        if (turn != CopyTurn.Standby && watch.Fed())
        {
            Log.GoesOn(logger);
        }

        await watch.LookAsync(stoppingToken);
    }

    private async ValueTask RestAsync(CopyTurn turn, CancellationToken stoppingToken)
    {
        var rest = turn switch
        {
            CopyTurn.AtEnd => TimeSpan.FromSeconds(options.Value.IntervalSeconds),
            CopyTurn.Standby => TimeSpan.FromSeconds(options.Value.LeaseSeconds) / 9,
            _ => TimeSpan.Zero,
        };
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, stoppingToken);
        }
    }

    private async Task FailAsync(Exception exception, int failures, CancellationToken stoppingToken)
    {
        if (watch.Failed(exception))
        {
            Log.Failed(logger, (exception as StoreUnavailableException)?.Code ?? "unexpected", exception.Message, exception is StoreUnavailableException ? null : exception);
        }

        try
        {
            await watch.LookAsync(stoppingToken);
            if (failures == FailuresToGiveBackAfter)
            {
                // Another server may reach it where this one doesn't.
                await lease.GiveBackAsync(stoppingToken);
            }
        }
        catch (StoreUnavailableException)
        {
            // The database is away as well.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await Task.Delay(backoff.After(failures), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask GiveBackAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await lease.GiveBackAsync(patience.Token);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            // It runs out by itself.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The copy can't be fed at present ({Code}), and is tried again: {Reason}")]
        public static partial void Failed(ILogger logger, string code, string reason, Exception? exception);

        [LoggerMessage(LogLevel.Information, "The copy is being fed.")]
        public static partial void GoesOn(ILogger logger);
    }
}
