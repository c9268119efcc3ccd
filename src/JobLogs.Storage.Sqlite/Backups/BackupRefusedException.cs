namespace JobLogs.Storage.Sqlite.Backups;

/// <summary>A backup was not made, or not put back, and nothing was changed.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class BackupRefusedException(string message) : Exception(message);
