namespace JobLogs.Storage.Alerts;

/// <summary>Which server watches and tells, and how far it has read.</summary>
/// <param name="Position">Everything up to this commit was looked at.</param>
/// <param name="Owner">The server; null for none.</param>
/// <param name="FencingToken">Raised each time another takes over: a late one's writes are refused by it.</param>
/// <param name="LeaseUntil">Until when the owner has it, in microseconds since the Unix epoch.</param>
public sealed record AlertsLease(long Position, string? Owner, int FencingToken, long? LeaseUntil);
