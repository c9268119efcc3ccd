namespace JobLogs.Storage.Alerts;

/// <summary>Notifications that are asked for, newest first; null means any.</summary>
/// <param name="State">Those that stand so.</param>
/// <param name="Notifier">The notifier's.</param>
/// <param name="Alert">Those that tell of the alert.</param>
/// <param name="Skip">Notifications to pass over.</param>
/// <param name="Limit">Notifications to return at most.</param>
public sealed record NotificationQuery(NotificationState? State, long? Notifier, long? Alert, long Skip, int Limit);
