namespace JobLogs.Protocol.Alerts;

/// <summary>A page of rules, by name.</summary>
/// <param name="AlertRules">The rules.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record AlertRuleList(IReadOnlyList<AlertRuleDocument> AlertRules, long Total, long Skip, int Limit, bool HasMore);
