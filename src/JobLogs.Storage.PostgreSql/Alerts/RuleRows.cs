using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Alerts;

/// <summary>How rules lie in their tables.</summary>
internal static class RuleRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = """
        SELECT rule, name, type, job, enabled, conditions, notify_recovered, quiet_seconds, created_at, updated_at, from_commit,
               ARRAY(SELECT n.notifier FROM alert_rule_notifiers n WHERE n.rule = r.rule ORDER BY n.notifier)
        FROM alert_rules r
        """;

    /// <summary>Asks for a rule.</summary>
    public static Statement Find(long rule) => new Statement($"{Select} WHERE rule = $1").With(rule);

    /// <summary>The rule in the current row.</summary>
    public static AlertRule Read(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Name = row.GetString(1),
        Type = row.GetString(2),
        Job = row.IntOrNull(3) is { } job ? new JobId(job) : null,
        Enabled = row.GetBoolean(4),
        Conditions = row.GetString(5),
        NotifyRecovered = row.GetBoolean(6),
        QuietSeconds = row.GetInt32(7),
        CreatedAt = row.GetInt64(8),
        UpdatedAt = row.GetInt64(9),
        FromCommit = row.GetInt64(10),
        Notifiers = row.GetFieldValue<long[]>(11),
    };
}
