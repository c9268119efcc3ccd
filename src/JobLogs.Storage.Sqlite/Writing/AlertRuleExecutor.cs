using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Alerts;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Keeps rules, and what people say of their alerts.</summary>
internal static class AlertRuleExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, SaveAlertRule command)
    {
        var (connection, rule) = (transaction.Connection, command.Rule);
        var before = rule.Number == 0 ? null : RuleRows.Find(connection, rule.Number);
        command.Refusal = Judge(transaction, rule, before);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var isSame = before?.WatchesTheSame(rule) ?? false;
        if (before is not null && !isSame)
        {
            EndAll(transaction, "rule", rule.Number, AlertResolutions.RuleChanged);
        }

        var number = Save(transaction, rule, isSame ? before!.FromCommit : transaction.Number);
        connection.Prepare("DELETE FROM alert_rule_notifiers WHERE rule = ?").Bind(1, number).Run();
        foreach (var notifier in rule.Notifiers)
        {
            connection.Prepare("INSERT INTO alert_rule_notifiers (rule, notifier) VALUES (?, ?)").Bind(1, number).Bind(2, notifier).Run();
        }

        transaction.Wrote = true;
        command.Rule = RuleRows.Find(connection, number)!;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, DeleteAlertRule command)
    {
        command.Refusal = RuleRows.Find(transaction.Connection, command.Rule) is null ? Refusal.NotFound : Refusal.None;
        if (command.Refusal == Refusal.None)
        {
            EndAll(transaction, "rule", command.Rule, AlertResolutions.RuleDeleted);
            Delete(transaction.Connection, command.Rule);
            transaction.Wrote = true;
        }
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, AcknowledgeAlert command)
    {
        var said = command.Acknowledgement;
        transaction.Connection.Prepare("UPDATE alerts SET acknowledged_at = ?, acknowledged_by = ?, note = ? WHERE alert = ?")
            .Bind(1, said.At).Bind(2, said.By).Bind(3, said.Note).Bind(4, command.AlertNumber)
            .Run();
        command.Alert = AlertRows.Find(transaction.Connection, command.AlertNumber);
        command.Refusal = command.Alert is null ? Refusal.NotFound : Refusal.None;
        transaction.Wrote |= command.Alert is not null;
    }

    /// <summary>Of a job that was deleted: its alerts end, and the rules that watch it alone go.</summary>
    public static void Forget(WriteTransaction transaction, JobId job)
    {
        EndAll(transaction, "job", job.Number, AlertResolutions.JobDeleted);
        var rules = transaction.Connection.Prepare("SELECT rule FROM alert_rules WHERE job = ?").Bind(1, (long)job.Number);
        foreach (var rule in Rows.All(rules, static row => row.Long(0)))
        {
            Delete(transaction.Connection, rule);
        }
    }

    private static Refusal Judge(WriteTransaction transaction, AlertRule rule, AlertRule? before)
    {
        var connection = transaction.Connection;
        if ((rule.Number != 0 && before is null)
            || (rule.Job is { } job && transaction.FindJob(job) is null)
            || rule.Notifiers.Any(notifier => NotifierRows.Find(connection, notifier) is null))
        {
            return Refusal.NotFound;
        }

        if (Rows.Scalar(connection.Prepare("SELECT 1 FROM alert_rules WHERE name = ? AND rule <> ?").Bind(1, rule.Name).Bind(2, rule.Number)) is not null)
        {
            return Refusal.NameTaken;
        }

        return rule.Number == 0 && connection.Scalar("SELECT count(*) FROM alert_rules") >= SaveAlertRule.MostRules ? Refusal.TooMany : Refusal.None;
    }

    private static long Save(WriteTransaction transaction, AlertRule rule, long fromCommit)
    {
        var connection = transaction.Connection;
        connection
            .Prepare("""
                INSERT INTO alert_rules (rule, name, type, job, enabled, conditions, notify_recovered, quiet_seconds, created_at, updated_at, from_commit)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)
                ON CONFLICT (rule) DO UPDATE SET name = ?2, type = ?3, job = ?4, enabled = ?5, conditions = ?6, notify_recovered = ?7,
                                                 quiet_seconds = ?8, updated_at = ?9, from_commit = ?10
                """)
            .Bind(1, rule.Number == 0 ? null : rule.Number).Bind(2, rule.Name).Bind(3, rule.Type).Bind(4, (long?)rule.Job?.Number)
            .Bind(5, rule.Enabled ? 1 : 0).Bind(6, rule.Conditions).Bind(7, rule.NotifyRecovered ? 1 : 0).Bind(8, rule.QuietSeconds)
            .Bind(9, transaction.Now).Bind(10, fromCommit)
            .Run();
        return rule.Number == 0 ? connection.Scalar("SELECT last_insert_rowid()")!.Value : rule.Number;
    }

    private static void Delete(Connection connection, long rule)
    {
        connection.Prepare("DELETE FROM alert_rule_notifiers WHERE rule = ?").Bind(1, rule).Run();
        connection.Prepare("DELETE FROM alert_rules WHERE rule = ?").Bind(1, rule).Run();
    }

    // Ends them without a word to anybody: somebody did it, and knows.
    private static void EndAll(WriteTransaction transaction, string column, long number, string why)
    {
        var connection = transaction.Connection;
        connection.Prepare($"UPDATE alerts SET firing = 0, resolved_at = ?, resolution = ? WHERE firing = 1 AND {column} = ?")
            .Bind(1, transaction.Now).Bind(2, why).Bind(3, number)
            .Run();
        connection.Prepare($"DELETE FROM alert_subjects WHERE {column} = ?").Bind(1, number).Run();
    }
}
