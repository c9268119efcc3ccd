using JobLogs.Storage.Alerts;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Alerts;

/// <summary>How notifiers lie in their table.</summary>
internal static class NotifierRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = "SELECT notifier, name, type, enabled, settings, group_seconds, timeout_seconds, created_at, updated_at FROM notifiers";

    /// <summary>Asks for a notifier.</summary>
    public static Statement Find(long notifier) => new Statement($"{Select} WHERE notifier = $1").With(notifier);

    /// <summary>The notifier in the current row.</summary>
    public static Notifier Read(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Name = row.GetString(1),
        Type = row.GetString(2),
        Enabled = row.GetBoolean(3),
        Settings = row.GetString(4),
        GroupSeconds = row.GetInt32(5),
        TimeoutSeconds = row.GetInt32(6),
        CreatedAt = row.GetInt64(7),
        UpdatedAt = row.GetInt64(8),
    };
}
