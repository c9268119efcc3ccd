using JobLogs.Storage.Commands;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Writes the audit log, and removes what is over.</summary>
internal static class AuditExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RecordAudit command)
    {
        var entry = command.Entry;
        transaction.Connection
            .Prepare("INSERT INTO audit (at, key, key_name, address, action, target, details) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, entry.At).Bind(2, entry.Key).Bind(3, entry.KeyName).Bind(4, entry.Address)
            .Bind(5, entry.Action).Bind(6, entry.Target).Bind(7, entry.Details)
            .Run();
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, PurgeAccess command)
    {
        var connection = transaction.Connection;
        connection
            .Prepare("DELETE FROM grants WHERE expires_at <= ?1 OR parent IN (SELECT hash FROM grants WHERE expires_at <= ?1)")
            .Bind(1, command.Now)
            .Run();
        transaction.Wrote |= connection.Changes > 0;
        connection.Prepare("DELETE FROM audit WHERE at < ?").Bind(1, command.AuditBefore).Run();
        transaction.Wrote |= connection.Changes > 0;
    }
}
