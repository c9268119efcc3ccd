namespace JobLogs.Protocol.Maintenance;

/// <summary>Deleted rows by kind.</summary>
/// <param name="Logs">Entries.</param>
/// <param name="StatusChanges">Rows of status histories.</param>
/// <param name="Metrics">Recorded metrics.</param>
public sealed record DeletedCounts(long Logs, long StatusChanges, long Metrics);
