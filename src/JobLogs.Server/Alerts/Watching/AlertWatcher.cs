using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>
/// Keeps watching. Nothing waits for it: while the database is away it tries again, and what was committed meanwhile stays where it is. Of several
/// servers one watches; the others look now and then whether it still does.
/// </summary>
internal sealed partial class AlertWatcher(
    AlertWatching watching, AlertLease lease, IStoreQueue queue, TimeProvider time, IOptions<AlertsOptions> options, ILogger<AlertWatcher> logger) : BackgroundService
{
    private const long MicrosADay = 86_400_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PurgePeriod = TimeSpan.FromHours(1);

    private long _purgedAt;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _purgedAt = time.GetTimestamp();
        for (var failing = false; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                var turn = await watching.TurnAsync(stoppingToken);
                failing = false;
                await PurgeAsync(turn, stoppingToken);
                if (turn != WatchTurn.More)
                {
                    await Task.Delay(TimeSpan.FromSeconds(options.Value.IntervalSeconds), time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // Whatever it is, the watching must go on when it is over, and the server with it.
                if (!failing)
                {
                    failing = true;
                    Log.Failed(logger, exception.Message, exception is StoreUnavailableException ? null : exception);
                }

                await Task.Delay(TimeSpan.FromSeconds(options.Value.IntervalSeconds), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await GiveBackAsync();
    }

    private async ValueTask PurgeAsync(WatchTurn turn, CancellationToken stoppingToken)
    {
        if (turn == WatchTurn.AtEnd && time.GetElapsedTime(_purgedAt) >= PurgePeriod)
        {
            _purgedAt = time.GetTimestamp();
            await queue.SubmitAsync(new PurgeAlerts(time.NowMicros() - (options.Value.KeepDays * MicrosADay)), stoppingToken);
        }
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
        [LoggerMessage(LogLevel.Warning, "Alerts can't be watched for at present, and it is tried again: {Reason}")]
        public static partial void Failed(ILogger logger, string reason, Exception? exception);
    }
}
