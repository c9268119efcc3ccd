namespace JobLogs.Protocol.Maintenance;

/// <summary>How the database is.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="SizeBytes">Bytes on disk.</param>
/// <param name="Entries">Entries held.</param>
/// <param name="LastCommit">The number of the last commit.</param>
/// <param name="SchemaVersion">The number of the last migration.</param>
public sealed record DatabaseStatus(string Kind, long SizeBytes, long Entries, long LastCommit, int SchemaVersion);
