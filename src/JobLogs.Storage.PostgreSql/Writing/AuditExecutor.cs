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
        transaction.Pipeline.Write(
            new Statement("INSERT INTO audit (at, key, key_name, address, action, target, details) VALUES ($1, $2, $3, $4, $5, $6, $7)")
                .With(entry.At).With(entry.Key).With(entry.KeyName).With(entry.Address).With(entry.Action).With(entry.Target).With(entry.Details));
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, PurgeAccess command, CancellationToken cancellationToken)
    {
        // Asked first: a purge that has nothing to do is no commit.
        var due = await transaction.Pipeline.AnyAsync(
            new Statement("SELECT 1 FROM grants WHERE expires_at <= $1 UNION ALL SELECT 1 FROM audit WHERE at < $2 LIMIT 1").With(command.Now).With(command.AuditBefore),
            cancellationToken);
        if (!due)
        {
            return;
        }

        transaction.Pipeline.Write(
            new Statement("DELETE FROM grants WHERE expires_at <= $1 OR parent IN (SELECT hash FROM grants WHERE expires_at <= $1)").With(command.Now));
        transaction.Pipeline.Write(new Statement("DELETE FROM audit WHERE at < $1").With(command.AuditBefore));
        transaction.Wrote = true;
    }
}
