namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>What a try came to.</summary>
/// <param name="Outcome">Whether it was received, and if not, whether to try again.</param>
/// <param name="Error">What went wrong, without secrets; null for nothing.</param>
public sealed record Delivery(DeliveryOutcome Outcome, string? Error = null)
{
    /// <summary>When the receiver wants to be asked again; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>It was received.</summary>
    public static Delivery Delivered { get; } = new(DeliveryOutcome.Delivered);

    /// <summary>Something is wrong that may pass.</summary>
    public static Delivery Retry(string error) => new(DeliveryOutcome.Retry, error);

    /// <summary>The receiver will never take it as it is.</summary>
    public static Delivery Refused(string error) => new(DeliveryOutcome.Refused, error);
}
