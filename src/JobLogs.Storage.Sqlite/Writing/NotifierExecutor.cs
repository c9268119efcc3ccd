using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite.Alerts;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Keeps notifiers.</summary>
internal static class NotifierExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, SaveNotifier command)
    {
        var (connection, notifier) = (transaction.Connection, command.Notifier);
        command.Refusal = Judge(connection, notifier);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        connection
            .Prepare("""
                INSERT INTO notifiers (notifier, name, type, enabled, settings, group_seconds, timeout_seconds, created_at, updated_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
                ON CONFLICT (notifier) DO UPDATE SET name = ?2, type = ?3, enabled = ?4, settings = ?5, group_seconds = ?6, timeout_seconds = ?7, updated_at = ?8
                """)
            .Bind(1, notifier.Number == 0 ? null : notifier.Number).Bind(2, notifier.Name).Bind(3, notifier.Type).Bind(4, notifier.Enabled ? 1 : 0)
            .Bind(5, notifier.Settings).Bind(6, notifier.GroupSeconds).Bind(7, notifier.TimeoutSeconds).Bind(8, transaction.Now)
            .Run();
        var number = notifier.Number == 0 ? connection.Scalar("SELECT last_insert_rowid()")!.Value : notifier.Number;
        transaction.Wrote = true;
        command.Notifier = NotifierRows.Find(connection, number)!;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, DeleteNotifier command)
    {
        var connection = transaction.Connection;
        var isNamed = Rows.Scalar(connection.Prepare("SELECT 1 FROM alert_rule_notifiers WHERE notifier = ? LIMIT 1").Bind(1, command.Notifier)) is not null;
        command.Refusal = NotifierRows.Find(connection, command.Notifier) is null ? Refusal.NotFound : isNamed ? Refusal.Busy : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        connection.Prepare("DELETE FROM notifiers WHERE notifier = ?").Bind(1, command.Notifier).Run();
        connection.Prepare("UPDATE notifications SET state = 'failed', last_error = 'The notifier was deleted.' WHERE notifier = ? AND state = 'waiting'")
            .Bind(1, command.Notifier)
            .Run();
        transaction.Wrote = true;
    }

    private static Refusal Judge(Connection connection, Notifier notifier)
    {
        if (notifier.Number != 0 && NotifierRows.Find(connection, notifier.Number) is null)
        {
            return Refusal.NotFound;
        }

        if (Rows.Scalar(connection.Prepare("SELECT 1 FROM notifiers WHERE name = ? AND notifier <> ?").Bind(1, notifier.Name).Bind(2, notifier.Number)) is not null)
        {
            return Refusal.NameTaken;
        }

        return notifier.Number == 0 && connection.Scalar("SELECT count(*) FROM notifiers") >= SaveNotifier.MostNotifiers ? Refusal.TooMany : Refusal.None;
    }
}
