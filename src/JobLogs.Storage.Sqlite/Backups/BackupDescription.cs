namespace JobLogs.Storage.Sqlite.Backups;

/// <summary>What a backup has in it.</summary>
/// <param name="SchemaVersion">The number of the last script that its schema has had.</param>
/// <param name="Jobs">Jobs, those that wait for being deleted left out.</param>
/// <param name="Entries">Entries of the log.</param>
/// <param name="Commit">The last commit that it has everything of.</param>
/// <param name="Bytes">Its size.</param>
public sealed record BackupDescription(int SchemaVersion, long Jobs, long Entries, long Commit, long Bytes);
