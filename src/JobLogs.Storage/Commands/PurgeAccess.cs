namespace JobLogs.Storage.Commands;

/// <summary>Removes sessions and tickets that have ended, and old records of the audit log.</summary>
public sealed class PurgeAccess(long now, long auditBefore) : StoreCommand
{
    /// <summary>Now, in microseconds since the Unix epoch.</summary>
    public long Now { get; } = now;

    /// <summary>Records of an earlier time go.</summary>
    public long AuditBefore { get; } = auditBefore;
}
