using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Access;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Makes and ends sessions and tickets.</summary>
internal static class GrantExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, AddGrant command)
    {
        var grant = command.Grant;
        var state = transaction.Connection
            .Prepare("""
                SELECT (SELECT count(*) FROM api_keys WHERE id = ?1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)),
                       (SELECT count(*) FROM grants WHERE key = ?1)
                """)
            .Bind(1, grant.Key).Bind(2, grant.CreatedAt);
        state.Step();
        command.Refusal = state.Long(0) == 0 ? Refusal.NotFound : state.Long(1) >= AddGrant.MostPerKey ? Refusal.TooMany : Refusal.None;
        state.Reset();
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        transaction.Connection
            .Prepare("INSERT INTO grants (hash, kind, key, created_at, expires_at, parent) VALUES (?, ?, ?, ?, ?, ?)")
            .Bind(1, grant.Hash).Bind(2, GrantRows.ToText(grant.Kind)).Bind(3, grant.Key)
            .Bind(4, grant.CreatedAt).Bind(5, grant.ExpiresAt).Bind(6, grant.Parent)
            .Run();
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RemoveGrant command)
    {
        transaction.Connection.Prepare("DELETE FROM grants WHERE hash = ?1 OR parent = ?1").Bind(1, command.Hash).Run();
        transaction.Wrote |= transaction.Connection.Changes > 0;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, UseTicket command)
    {
        command.Grant = null;
        command.Refusal = Refusal.NotFound;
        if (GrantRows.Find(transaction.Connection, command.Hash) is not { Kind: GrantKind.Ticket } ticket
            || ticket.ExpiresAt <= command.Now
            || (ticket.Path is not null && ticket.Path != command.Path))
        {
            return;
        }

        command.Refusal = Refusal.None;
        command.Grant = ticket with { Path = command.Path, ExpiresAt = command.Until };
        transaction.Connection
            .Prepare("UPDATE grants SET path = ?, expires_at = ? WHERE hash = ?")
            .Bind(1, command.Path).Bind(2, command.Until).Bind(3, command.Hash)
            .Run();
        transaction.Wrote = true;
    }
}
