using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Access;

/// <summary>How keys lie in their table.</summary>
internal static class KeyRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = "SELECT id, name, role, hash, created_at, created_by, expires_at, last_used_at, revoked_at FROM api_keys";

    /// <summary>The key in the current row.</summary>
    public static ApiKey Read(Statement row) => new()
    {
        Id = row.Text(0),
        Name = row.Text(1),
        Role = Roles.Parse(row.Text(2)),
        Hash = row.Text(3),
        CreatedAt = row.Long(4),
        CreatedBy = row.TextOrNull(5),
        ExpiresAt = row.LongOrNull(6),
        LastUsedAt = row.LongOrNull(7),
        RevokedAt = row.LongOrNull(8),
    };

    /// <summary>The keys of all rows.</summary>
    public static List<ApiKey> All(Connection connection) => Rows.All(connection.Prepare($"{Select} ORDER BY created_at DESC, id"), Read);
}
