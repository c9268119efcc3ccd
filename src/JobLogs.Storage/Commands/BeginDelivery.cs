namespace JobLogs.Storage.Commands;

/// <summary>
/// Notes that a notification is being tried, so that nothing joins it any more; should nobody note how it went, it is tried again at
/// <see cref="RetryAt"/>. <see cref="Refusal.LeaseLost"/> when another server tells, <see cref="Refusal.WrongStatus"/> when it does not wait (any more).
/// </summary>
/// <param name="fencingToken">The token that the sender holds.</param>
/// <param name="notification">The notification.</param>
/// <param name="retryAt">In microseconds since the Unix epoch.</param>
public sealed class BeginDelivery(int fencingToken, long notification, long retryAt) : StoreCommand
{
    /// <summary>The token that the sender holds.</summary>
    public int FencingToken { get; } = fencingToken;

    /// <summary>The notification.</summary>
    public long Notification { get; } = notification;

    /// <summary>When it is tried again, should nobody note how it went; in microseconds since the Unix epoch.</summary>
    public long RetryAt { get; } = retryAt;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
