namespace JobLogs.Storage.Copies;

/// <summary>The index of one commit day.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Documents">Documents in it, removed ones not counted.</param>
/// <param name="SizeBytes">Bytes on disk, replicas included.</param>
public sealed record CopyDay(DateOnly Day, long Documents, long SizeBytes);
