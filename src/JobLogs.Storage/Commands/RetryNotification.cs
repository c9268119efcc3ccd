using JobLogs.Storage.Alerts;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Has a notification that failed, or that waits for its next try, tried at once. <see cref="Refusal.NotFound"/> when it or its notifier is
/// gone, <see cref="Refusal.WrongStatus"/> when it was received.
/// </summary>
public sealed class RetryNotification(long notification) : StoreCommand
{
    /// <summary>The notification.</summary>
    public long Number { get; } = notification;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The notification as it is now.</summary>
    public Notification? Notification { get; set; }
}
