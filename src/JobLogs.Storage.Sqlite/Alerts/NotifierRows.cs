using JobLogs.Storage.Alerts;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Alerts;

/// <summary>How notifiers lie in their table.</summary>
internal static class NotifierRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = "SELECT notifier, name, type, enabled, settings, group_seconds, timeout_seconds, created_at, updated_at FROM notifiers";

    /// <summary>The notifier in the current row.</summary>
    public static Notifier Read(Statement row) => new()
    {
        Number = row.Long(0),
        Name = row.Text(1),
        Type = row.Text(2),
        Enabled = row.Long(3) != 0,
        Settings = row.Text(4),
        GroupSeconds = row.Int(5),
        TimeoutSeconds = row.Int(6),
        CreatedAt = row.Long(7),
        UpdatedAt = row.Long(8),
    };

    /// <summary>The notifier, or null.</summary>
    public static Notifier? Find(Connection connection, long notifier) =>
        Rows.First(connection.Prepare($"{Select} WHERE notifier = ?").Bind(1, notifier), Read);
}
