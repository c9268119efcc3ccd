namespace JobLogs.Storage.Alerts;

/// <summary>Where a notification stands.</summary>
public enum NotificationState
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>It was received.</summary>
    Sent,

    /// <summary>It was refused, or tried for too long.</summary>
    Failed,
}
