using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Access;

/// <summary>How keys lie in their table.</summary>
internal static class KeyRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = "SELECT id, name, role, hash, created_at, created_by, expires_at, last_used_at, revoked_at FROM api_keys";

    /// <summary>The key in the current row.</summary>
    public static ApiKey Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Role = Roles.Parse(row.GetString(2)),
        Hash = row.GetString(3),
        CreatedAt = row.GetInt64(4),
        CreatedBy = row.TextOrNull(5),
        ExpiresAt = row.LongOrNull(6),
        LastUsedAt = row.LongOrNull(7),
        RevokedAt = row.LongOrNull(8),
    };
}
