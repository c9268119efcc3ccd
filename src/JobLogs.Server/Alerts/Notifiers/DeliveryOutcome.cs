namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>What a try came to.</summary>
public enum DeliveryOutcome
{
    /// <summary>It was received.</summary>
    Delivered,

    /// <summary>Something is wrong that may pass: it is tried again.</summary>
    Retry,

    /// <summary>The receiver will never take it as it is: it has failed.</summary>
    Refused,

    /// <summary>There is no such receiver any more: it has failed, and the notifier is disabled until somebody enables it.</summary>
    Gone,
}
