using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Makes and ends keys.</summary>
internal static class KeyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, CreateKey command)
    {
        var connection = transaction.Connection;
        var key = command.Key;
        command.Refusal = Exists(connection.Prepare("SELECT 1 FROM api_keys WHERE name = ? AND revoked_at IS NULL").Bind(1, key.Name)) ? Refusal.NameTaken
            : connection.Scalar("SELECT count(*) FROM api_keys WHERE revoked_at IS NULL") >= CreateKey.MostKeys ? Refusal.TooMany
            : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        connection
            .Prepare("INSERT INTO api_keys (id, name, role, hash, created_at, created_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, key.Id).Bind(2, key.Name).Bind(3, key.Role.ToText()).Bind(4, key.Hash)
            .Bind(5, key.CreatedAt).Bind(6, key.CreatedBy).Bind(7, key.ExpiresAt)
            .Run();
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RevokeKey command)
    {
        var connection = transaction.Connection;
        command.Refusal = !Exists(connection.Prepare("SELECT 1 FROM api_keys WHERE id = ? AND revoked_at IS NULL").Bind(1, command.Key)) ? Refusal.NotFound
            : command.KeepAdmin && IsLastAdmin(connection, command) ? Refusal.LastAdmin
            : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        connection.Prepare("UPDATE api_keys SET revoked_at = ? WHERE id = ?").Bind(1, command.At).Bind(2, command.Key).Run();
        connection.Prepare("DELETE FROM grants WHERE key = ?").Bind(1, command.Key).Run();
        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, TouchKeys command)
    {
        var update = transaction.Connection.Prepare("UPDATE api_keys SET last_used_at = ?1 WHERE id = ?2 AND (last_used_at IS NULL OR last_used_at < ?1)");
        foreach (var use in command.Uses)
        {
            update.Bind(1, use.At).Bind(2, use.Key).Run();
        }

        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RemoveKeys command)
    {
        transaction.Connection.Prepare("DELETE FROM grants").Run();
        transaction.Connection.Prepare("DELETE FROM api_keys").Run();
        command.Removed = transaction.Connection.Changes;
        transaction.Wrote = true;
    }

    // A key that is no admin's is never the last; nor is one that has expired, since nobody can use it anyway.
    private static bool IsLastAdmin(Connection connection, RevokeKey command)
    {
        const string Good = "role = 'admin' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)";
        return Exists(connection.Prepare($"SELECT 1 FROM api_keys WHERE id = ?1 AND {Good}").Bind(1, command.Key).Bind(2, command.At))
            && !Exists(connection.Prepare($"SELECT 1 FROM api_keys WHERE id <> ?1 AND {Good}").Bind(1, command.Key).Bind(2, command.At));
    }

    private static bool Exists(Statement rows)
    {
        if (!rows.Step())
        {
            return false;
        }

        rows.Reset();
        return true;
    }
}
