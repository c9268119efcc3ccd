using JobLogs.Storage.Alerts;
using JobLogs.Storage.Sqlite.Alerts;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Puts changes of alerts into the outbox: into a notification that still waits for more, or a new one.</summary>
internal static class Outbox
{
    private const long Second = 1_000_000;

    /// <summary>Adds what an alert is now, for each of these notifiers that is enabled.</summary>
    public static void Add(WriteTransaction transaction, IReadOnlyList<long> notifiers, long alert)
    {
        var connection = transaction.Connection;
        var change = AlertRows.Find(connection, alert)!;
        foreach (var number in notifiers)
        {
            if (NotifierRows.Find(connection, number) is { Enabled: true } notifier)
            {
                Add(connection, Open(transaction, notifier), change);
            }
        }
    }

    private static long Open(WriteTransaction transaction, Notifier notifier)
    {
        var connection = transaction.Connection;
        if (notifier.GroupSeconds > 0
            && Rows.Scalar(connection
                .Prepare("SELECT notification FROM notifications WHERE notifier = ? AND state = 'waiting' AND attempts = 0 ORDER BY notification DESC LIMIT 1")
                .Bind(1, notifier.Number)) is { } gathering)
        {
            return gathering;
        }

        connection
            .Prepare("INSERT INTO notifications (notifier, notifier_name, state, created_at, send_at, attempts) VALUES (?1, ?2, 'waiting', ?3, ?4, 0)")
            .Bind(1, notifier.Number).Bind(2, notifier.Name).Bind(3, transaction.Now).Bind(4, transaction.Now + (notifier.GroupSeconds * Second))
            .Run();
        return connection.Scalar("SELECT last_insert_rowid()")!.Value;
    }

    private static void Add(Connection connection, long notification, Alert alert) => connection
        .Prepare("""
            INSERT INTO notification_changes (notification, ordinal, alert, firing, at, run, summary)
            VALUES (?1, (SELECT count(*) FROM notification_changes WHERE notification = ?1), ?2, ?3, ?4, ?5, ?6)
            """)
        .Bind(1, notification).Bind(2, alert.Number).Bind(3, alert.Firing ? 1 : 0).Bind(4, alert.ResolvedAt ?? alert.FiredAt)
        .Bind(5, alert.Run?.Number).Bind(6, alert.Resolution ?? alert.Summary)
        .Run();
}
