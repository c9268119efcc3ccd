using JobLogs.Storage.Commands;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Carries out the commands that are about who may talk to the server.</summary>
internal static class AccessExecutors
{
    /// <summary>Carries the command out, or passes it on.</summary>
    public static ValueTask ExecuteAsync(WriteTransaction transaction, StoreCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case CreateKey create:
                return KeyExecutor.ExecuteAsync(transaction, create, cancellationToken);
            case RevokeKey revoke:
                return KeyExecutor.ExecuteAsync(transaction, revoke, cancellationToken);
            case TouchKeys touch:
                KeyExecutor.Execute(transaction, touch);
                return default;
            case RemoveKeys remove:
                return KeyExecutor.ExecuteAsync(transaction, remove, cancellationToken);
            case AddGrant add:
                return GrantExecutor.ExecuteAsync(transaction, add, cancellationToken);
            case UseTicket use:
                return GrantExecutor.ExecuteAsync(transaction, use, cancellationToken);
            case RemoveGrant remove:
                return GrantExecutor.ExecuteAsync(transaction, remove, cancellationToken);
            case RecordAudit record:
                AuditExecutor.Execute(transaction, record);
                return default;
            case PurgeAccess purge:
                return AuditExecutor.ExecuteAsync(transaction, purge, cancellationToken);
            default:
                return AlertExecutors.ExecuteAsync(transaction, command, cancellationToken);
        }
    }
}
