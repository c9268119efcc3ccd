using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Alerts.Sending;

/// <summary>
/// Tries a notification once: notes that it is tried, by which nothing joins it any more; sends it; notes how it went. Killed in between, it is tried again
/// with the same id and the same changes.
/// </summary>
internal sealed partial class NotificationDelivery(
    IAlertStore alerts, IStoreQueue queue, MessageSender sender, RetrySchedule schedule, TimeProvider time, IOptions<AlertsOptions> options, ILogger<NotificationDelivery> logger)
{
    private const long Second = 1_000_000;

    /// <summary>Tries it.</summary>
    /// <param name="token">The token that this server tells with.</param>
    public async Task TryAsync(Notification notification, int token, CancellationToken cancellationToken)
    {
        if (await alerts.FindNotifierAsync(notification.Notifier, cancellationToken) is not { Enabled: true } notifier)
        {
            return;
        }

        // Should this server die: not before the try must be over.
        var begin = new BeginDelivery(token, notification.Number, time.NowMicros() + ((notifier.TimeoutSeconds + 1) * Second));
        if ((await queue.SubmitAsync(begin, cancellationToken)).Refusal != Refusal.None)
        {
            return;
        }

        var changes = await alerts.ChangesAsync(notification.Number, cancellationToken);
        var delivery = await sender.SendAsync(notifier, Message(notification, changes), cancellationToken);
        await queue.SubmitAsync(End(notification, token, delivery), CancellationToken.None);
    }

    private EndDelivery End(Notification notification, int token, Delivery delivery)
    {
        var now = time.NowMicros();
        if (delivery.Outcome == DeliveryOutcome.Delivered)
        {
            return new EndDelivery(token, notification.Number, NotificationState.Sent);
        }

        var retryAt = now + (long)schedule.After(notification.Attempts + 1, delivery.RetryAfter).TotalMicroseconds;
        var isOver = delivery.Outcome != DeliveryOutcome.Retry || retryAt - (notification.FirstTriedAt ?? now) > options.Value.GiveUpHours * 3_600L * Second;
        if (isOver)
        {
            Log.GivenUp(logger, NumberIdText.Notification.ToText(notification.Number), notification.NotifierName, delivery.Error);
        }

        return new EndDelivery(token, notification.Number, isOver ? NotificationState.Failed : NotificationState.Waiting)
        {
            Error = delivery.Error,
            RetryAt = retryAt,
            DisablesNotifier = delivery.Outcome == DeliveryOutcome.Gone,
        };
    }

    private static AlertMessage Message(Notification notification, IReadOnlyList<AlertChange> changes) => new()
    {
        Id = NumberIdText.Notification.ToText(notification.Number),
        Test = false,
        CreatedAt = Clock.FromMicros(notification.CreatedAt),
        Alerts = [.. changes.Select(AlertDocuments.Of)],
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Notification {Id} to '{Notifier}' is given up: {Error}")]
        public static partial void GivenUp(ILogger logger, string id, string notifier, string? error);
    }
}
