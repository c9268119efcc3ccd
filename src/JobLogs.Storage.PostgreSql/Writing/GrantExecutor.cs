using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Access;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Makes and ends sessions and tickets.</summary>
internal static class GrantExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, AddGrant command, CancellationToken cancellationToken)
    {
        var (pipeline, grant) = (transaction.Pipeline, command.Grant);
        var isGood = await pipeline.AnyAsync(
            new Statement("SELECT 1 FROM api_keys WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)")
                .With(grant.Key).With(grant.CreatedAt),
            cancellationToken);
        var has = await pipeline.ScalarAsync(new Statement("SELECT count(*) FROM grants WHERE key = $1").With(grant.Key), cancellationToken);
        command.Refusal = !isGood ? Refusal.NotFound : has >= AddGrant.MostPerKey ? Refusal.TooMany : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        pipeline.Write(new Statement("INSERT INTO grants (hash, kind, key, created_at, expires_at, parent) VALUES ($1, $2, $3, $4, $5, $6)")
            .With(grant.Hash).With(GrantRows.ToText(grant.Kind)).With(grant.Key).With(grant.CreatedAt).With(grant.ExpiresAt).With(grant.Parent));
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, RemoveGrant command, CancellationToken cancellationToken) =>
        transaction.Wrote |= await transaction.Pipeline.AnyAsync(
            new Statement("DELETE FROM grants WHERE hash = $1 OR parent = $1 RETURNING 1").With(command.Hash), cancellationToken);

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, UseTicket command, CancellationToken cancellationToken)
    {
        command.Grant = null;
        command.Refusal = Refusal.NotFound;
        if (await transaction.Pipeline.FirstAsync(GrantRows.Find(command.Hash), GrantRows.Read, cancellationToken) is not { Kind: GrantKind.Ticket } ticket
            || ticket.ExpiresAt <= command.Now
            || (ticket.Path is not null && ticket.Path != command.Path))
        {
            return;
        }

        command.Refusal = Refusal.None;
        command.Grant = ticket with { Path = command.Path, ExpiresAt = command.Until };
        transaction.Pipeline.Write(new Statement("UPDATE grants SET path = $1, expires_at = $2 WHERE hash = $3")
            .With(command.Path).With(command.Until).With(command.Hash));
        transaction.Wrote = true;
    }
}
