using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Makes and ends keys.</summary>
internal static class KeyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, CreateKey command, CancellationToken cancellationToken)
    {
        var (pipeline, key) = (transaction.Pipeline, command.Key);
        command.Refusal =
            await pipeline.AnyAsync(new Statement("SELECT 1 FROM api_keys WHERE name = $1 AND revoked_at IS NULL").With(key.Name), cancellationToken)
                ? Refusal.NameTaken
            : await pipeline.ScalarAsync(new Statement("SELECT count(*) FROM api_keys WHERE revoked_at IS NULL"), cancellationToken) >= CreateKey.MostKeys
                ? Refusal.TooMany
            : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        pipeline.Write(new Statement("INSERT INTO api_keys (id, name, role, hash, created_at, created_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .With(key.Id).With(key.Name).With(key.Role.ToText()).With(key.Hash).With(key.CreatedAt).With(key.CreatedBy).With(key.ExpiresAt));
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, RevokeKey command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        command.Refusal =
            !await pipeline.AnyAsync(new Statement("SELECT 1 FROM api_keys WHERE id = $1 AND revoked_at IS NULL").With(command.Key), cancellationToken)
                ? Refusal.NotFound
            : command.KeepAdmin && await IsLastAdminAsync(pipeline, command, cancellationToken) ? Refusal.LastAdmin
            : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        pipeline.Write(new Statement("UPDATE api_keys SET revoked_at = $1 WHERE id = $2").With(command.At).With(command.Key));
        pipeline.Write(new Statement("DELETE FROM grants WHERE key = $1").With(command.Key));
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, TouchKeys command)
    {
        foreach (var use in command.Uses)
        {
            transaction.Pipeline.Write(new Statement(
                "UPDATE api_keys SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at < $1)").With(use.At).With(use.Key));
        }

        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, RemoveKeys command, CancellationToken cancellationToken)
    {
        transaction.Pipeline.Write(new Statement("DELETE FROM grants"));
        command.Removed = (int)(await transaction.Pipeline.ScalarAsync(
            new Statement("WITH gone AS (DELETE FROM api_keys RETURNING 1) SELECT count(*) FROM gone"), cancellationToken) ?? 0);
        transaction.Wrote = true;
    }

    // A key that is no admin's is never the last; nor is one that has expired, since nobody can use it anyway.
    private static async ValueTask<bool> IsLastAdminAsync(Pipeline pipeline, RevokeKey command, CancellationToken cancellationToken)
    {
        const string Good = "role = 'admin' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)";
        return await pipeline.AnyAsync(
            new Statement($"""
                SELECT 1 WHERE EXISTS (SELECT FROM api_keys WHERE id = $1 AND {Good}) AND NOT EXISTS (SELECT FROM api_keys WHERE id <> $1 AND {Good})
                """).With(command.Key).With(command.At),
            cancellationToken);
    }
}
