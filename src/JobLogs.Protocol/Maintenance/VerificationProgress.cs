namespace JobLogs.Protocol.Maintenance;

/// <summary>How far a comparison of the copy with the database is.</summary>
/// <param name="Entries">Entries of the database that were compared.</param>
/// <param name="Total">Entries that the copy holds of what is compared.</param>
public sealed record VerificationProgress(long Entries, long Total);
