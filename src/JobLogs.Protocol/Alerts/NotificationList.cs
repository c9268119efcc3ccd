namespace JobLogs.Protocol.Alerts;

/// <summary>A page of notifications, newest first.</summary>
/// <param name="Notifications">The notifications.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record NotificationList(IReadOnlyList<NotificationDocument> Notifications, long Total, long Skip, int Limit, bool HasMore);
