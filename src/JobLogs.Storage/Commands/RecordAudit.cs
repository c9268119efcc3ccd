using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>Adds a record to the audit log.</summary>
public sealed class RecordAudit(AuditRecord entry) : StoreCommand
{
    /// <summary>The record; its number is given by the store.</summary>
    public AuditRecord Entry { get; } = entry;
}
