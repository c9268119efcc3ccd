namespace JobLogs.Protocol.Alerts;

/// <summary>A page of notifiers, by name.</summary>
/// <param name="Notifiers">The notifiers.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record NotifierList(IReadOnlyList<NotifierDocument> Notifiers, long Total, long Skip, int Limit, bool HasMore);
