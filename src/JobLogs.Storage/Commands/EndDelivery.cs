using JobLogs.Storage.Alerts;

namespace JobLogs.Storage.Commands;

/// <summary>Notes how a try went. <see cref="Refusal.LeaseLost"/> when another server tells; <see cref="Refusal.WrongStatus"/> when it does not wait (any more).</summary>
/// <param name="fencingToken">The token that the sender holds.</param>
/// <param name="notification">The notification.</param>
/// <param name="state">Where it stands now.</param>
public sealed class EndDelivery(int fencingToken, long notification, NotificationState state) : StoreCommand
{
    /// <summary>The token that the sender holds.</summary>
    public int FencingToken { get; } = fencingToken;

    /// <summary>The notification.</summary>
    public long Notification { get; } = notification;

    /// <summary>Where it stands now.</summary>
    public NotificationState State { get; } = state;

    /// <summary>When it is tried again, if it waits; in microseconds since the Unix epoch.</summary>
    public long RetryAt { get; init; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Error { get; set; }

    /// <summary>Whether its notifier is told nothing any more, because it said that it is gone for good.</summary>
    public bool DisablesNotifier { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
