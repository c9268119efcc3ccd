using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Writes the audit log, and removes what is over.</summary>
internal static class AuditExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RecordAudit command)
    {
        var entry = command.Entry;
        transaction.Pipeline.Write(new Statement(
            "INSERT INTO audit (at, key, key_name, address, action, target, details) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .With(entry.At).With(entry.Key).With(entry.KeyName).With(entry.Address).With(entry.Action).With(entry.Target).With(entry.Details));
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, PurgeAccess command, CancellationToken cancellationToken)
    {
        var removed = await transaction.Pipeline.ScalarAsync(
            new Statement("""
                WITH ended AS (
                    DELETE FROM grants WHERE expires_at <= $1 OR parent IN (SELECT hash FROM grants WHERE expires_at <= $1) RETURNING 1),
                old AS (DELETE FROM audit WHERE at < $2 RETURNING 1)
                SELECT (SELECT count(*) FROM ended) + (SELECT count(*) FROM old)
                """).With(command.Now).With(command.AuditBefore),
            cancellationToken);
        transaction.Wrote |= removed > 0;
    }
}
