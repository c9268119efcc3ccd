namespace JobLogs.Protocol.Maintenance;

/// <summary>How much of a run a store holds.</summary>
/// <param name="Entries">Entries.</param>
/// <param name="Hash">A hash over every field of all of them, whatever their order.</param>
/// <param name="StatusChanges">Rows of its status history.</param>
/// <param name="Metrics">Recorded metrics.</param>
public sealed record RunContents(long Entries, string Hash, long StatusChanges, long Metrics);
