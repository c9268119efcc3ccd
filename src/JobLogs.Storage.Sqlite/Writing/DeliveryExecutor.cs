using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite.Alerts;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Notes how the sending of notifications goes.</summary>
internal static class DeliveryExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, BeginDelivery command)
    {
        command.Refusal = Judge(transaction, command.FencingToken, command.Notification);
        if (command.Refusal == Refusal.None)
        {
            transaction.Connection
                .Prepare("UPDATE notifications SET attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ?), send_at = ? WHERE notification = ?")
                .Bind(1, transaction.Now).Bind(2, command.RetryAt).Bind(3, command.Notification)
                .Run();
            transaction.Wrote = true;
        }
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, EndDelivery command)
    {
        command.Refusal = Judge(transaction, command.FencingToken, command.Notification);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var isSent = command.State == NotificationState.Sent;
        transaction.Connection
            .Prepare("UPDATE notifications SET state = ?, send_at = ?, sent_at = ?, last_error = ? WHERE notification = ?")
            .Bind(1, command.State.ToText()).Bind(2, command.RetryAt).Bind(3, isSent ? transaction.Now : null).Bind(4, command.Error).Bind(5, command.Notification)
            .Run();
        if (command.DisablesNotifier)
        {
            transaction.Connection
                .Prepare("UPDATE notifiers SET enabled = 0, updated_at = ? WHERE notifier = (SELECT notifier FROM notifications WHERE notification = ?)")
                .Bind(1, transaction.Now).Bind(2, command.Notification)
                .Run();
        }

        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RetryNotification command)
    {
        var connection = transaction.Connection;
        var found = NotificationRows.Find(connection, command.Number);
        command.Notification = found;
        command.Refusal = found is null || NotifierRows.Find(connection, found.Notifier) is null ? Refusal.NotFound
            : found.State == NotificationState.Sent ? Refusal.WrongStatus
            : Refusal.None;
        if (command.Refusal == Refusal.None)
        {
            connection.Prepare("UPDATE notifications SET state = 'waiting', send_at = ?, first_tried_at = NULL WHERE notification = ?")
                .Bind(1, transaction.Now).Bind(2, command.Number)
                .Run();
            transaction.Wrote = true;
            command.Notification = NotificationRows.Find(connection, command.Number);
        }
    }

    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, PurgeAlerts command)
    {
        const string Old = "SELECT alert FROM alerts WHERE firing = 0 AND resolved_at < ?1 AND alert NOT IN (SELECT alert FROM notification_changes)";
        var connection = transaction.Connection;
        connection.Prepare("""
            DELETE FROM notification_changes
            WHERE notification IN (SELECT notification FROM notifications WHERE state <> 'waiting' AND created_at < ?)
            """).Bind(1, command.Before).Run();
        connection.Prepare("DELETE FROM notifications WHERE state <> 'waiting' AND created_at < ?").Bind(1, command.Before).Run();
        connection.Prepare($"DELETE FROM alert_subjects WHERE firing = 0 AND due_at IS NULL AND alert IN ({Old})").Bind(1, command.Before).Run();
        connection.Prepare($"DELETE FROM alerts WHERE alert IN ({Old}) AND alert NOT IN (SELECT alert FROM alert_subjects)").Bind(1, command.Before).Run();
        transaction.Wrote = true;
    }

    private static Refusal Judge(WriteTransaction transaction, int token, long notification) =>
        WatchRows.Lease(transaction.Connection)?.FencingToken != token ? Refusal.LeaseLost
        : NotificationRows.Find(transaction.Connection, notification) is not { State: NotificationState.Waiting } ? Refusal.WrongStatus
        : Refusal.None;
}
