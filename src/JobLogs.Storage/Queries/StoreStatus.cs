namespace JobLogs.Storage.Queries;

/// <summary>What a store says of itself.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="SizeBytes">Bytes on disk.</param>
/// <param name="Entries">Entries held, as the blocks count them.</param>
/// <param name="LastCommit">The number of the last commit.</param>
/// <param name="SchemaVersion">The number of the last migration.</param>
public sealed record StoreStatus(string Kind, long SizeBytes, long Entries, long LastCommit, int SchemaVersion);
