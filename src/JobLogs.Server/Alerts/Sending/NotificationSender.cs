using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Alerts.Watching;
using JobLogs.Server.Secrets;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Alerts.Sending;

/// <summary>
/// Sends what is due, several at a time, so that a slow receiver holds up only its own notifications. Only the server that watches sends.
/// </summary>
internal sealed partial class NotificationSender(
    IAlertStore alerts,
    AlertLease lease,
    NotificationDelivery delivery,
    NotifierReader reader,
    OutboxSignal signal,
    TimeProvider time,
    IOptions<AlertsOptions> options,
    ILogger<NotificationSender> logger) : BackgroundService
{
    private const int MostNotifiers = 1_000;

    private readonly Dictionary<long, Task> _sending = [];

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // By this their secrets are known, and masked, before anything is said of them.
        foreach (var notifier in (await alerts.NotifiersAsync(0, MostNotifiers, cancellationToken)).Items)
        {
            try
            {
                reader.Open(notifier);
            }
            catch (Exception exception) when (exception is SecretUnreadableException or SettingException)
            {
                Log.Unreadable(logger, notifier.Name, exception.Message);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await BeginAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
            {
                // The watcher says so; here it is tried again.
            }

            await signal.WaitAsync(TimeSpan.FromSeconds(options.Value.IntervalSeconds), time, stoppingToken);
        }

        await Task.WhenAll(_sending.Values);
    }

    private async ValueTask BeginAsync(CancellationToken stoppingToken)
    {
        foreach (var ended in _sending.Where(sending => sending.Value.IsCompleted).Select(sending => sending.Key).ToArray())
        {
            _sending.Remove(ended);
        }

        var room = options.Value.MaxSending - _sending.Count;
        if (lease.Token is not { } token || room <= 0)
        {
            return;
        }

        foreach (var due in await alerts.DueAsync(time.NowMicros(), options.Value.MaxSending, stoppingToken))
        {
            if (room > 0 && !_sending.ContainsKey(due.Number))
            {
                room--;
                _sending[due.Number] = TryAsync(due, token, stoppingToken);
            }
        }
    }

    private async Task TryAsync(Storage.Alerts.Notification due, int token, CancellationToken stoppingToken)
    {
        try
        {
            await delivery.TryAsync(due, token, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next server sends it, with the same id.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, due.Number, exception.Message, exception is StoreUnavailableException ? null : exception);
        }

        // The notifier's next may go.
        signal.Set();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The settings of the notifier '{Name}' can't be read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string name, string reason);

        [LoggerMessage(LogLevel.Warning, "Notification {Number} could not be tried, or it could not be noted how that went; it is tried again: {Reason}")]
        public static partial void Failed(ILogger logger, long number, string reason, Exception? exception);
    }
}
