namespace JobLogs.Storage.Alerts;

/// <summary>The words for <see cref="NotificationState"/>.</summary>
public static class NotificationStates
{
    /// <summary>The state as it is written in JSON and kept in databases.</summary>
    public static string ToText(this NotificationState state) => state switch
    {
        NotificationState.Waiting => "waiting",
        NotificationState.Sent => "sent",
        _ => "failed",
    };

    /// <summary>Reads <see cref="ToText"/>'s output.</summary>
    public static NotificationState Parse(string text) => text switch
    {
        "waiting" => NotificationState.Waiting,
        "sent" => NotificationState.Sent,
        _ => NotificationState.Failed,
    };
}
