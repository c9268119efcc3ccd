using System.Globalization;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Alerts;

/// <summary>How rules lie in their tables.</summary>
internal static class RuleRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = """
        SELECT rule, name, type, job, enabled, conditions, notify_recovered, quiet_seconds, created_at, updated_at, from_commit,
               (SELECT group_concat(notifier) FROM alert_rule_notifiers n WHERE n.rule = r.rule)
        FROM alert_rules r
        """;

    /// <summary>The rule in the current row.</summary>
    public static AlertRule Read(Statement row) => new()
    {
        Number = row.Long(0),
        Name = row.Text(1),
        Type = row.Text(2),
        Job = row.IntOrNull(3) is { } job ? new JobId(job) : null,
        Enabled = row.Long(4) != 0,
        Conditions = row.Text(5),
        NotifyRecovered = row.Long(6) != 0,
        QuietSeconds = row.Int(7),
        CreatedAt = row.Long(8),
        UpdatedAt = row.Long(9),
        FromCommit = row.Long(10),
        Notifiers = [.. row.Text(11).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).Order()],
    };

    /// <summary>The rule, or null.</summary>
    public static AlertRule? Find(Connection connection, long rule) =>
        Rows.First(connection.Prepare($"{Select} WHERE rule = ?").Bind(1, rule), Read);
}
