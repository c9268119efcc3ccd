namespace JobLogs.Storage.Queries;

/// <summary>Records of the audit log that are asked for, newest first; null means any.</summary>
/// <param name="Key">Done with the key of this id.</param>
/// <param name="Action">This was done.</param>
/// <param name="Target">It was done to this.</param>
/// <param name="From">At or after this time, in microseconds since the Unix epoch.</param>
/// <param name="To">At or before this time.</param>
public sealed record AuditQuery(string? Key, string? Action, string? Target, long? From, long? To, long Skip, int Limit);
