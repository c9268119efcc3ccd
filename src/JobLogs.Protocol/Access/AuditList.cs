namespace JobLogs.Protocol.Access;

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Audit">The records.</param>
/// <param name="Total">How many match in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record AuditList(IReadOnlyList<AuditDocument> Audit, long Total, long Skip, int Limit, bool HasMore);
