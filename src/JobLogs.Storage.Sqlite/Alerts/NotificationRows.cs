using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Alerts;

/// <summary>How the outbox lies in its tables.</summary>
internal static class NotificationRows
{
    private const string Select = """
        SELECT n.notification, n.notifier, n.notifier_name, n.state, n.created_at, n.send_at, n.attempts, n.first_tried_at, n.sent_at, n.last_error,
               (SELECT count(*) FROM notification_changes c WHERE c.notification = n.notification)
        FROM notifications n
        """;

    private const string Matching = """
        WHERE (?1 IS NULL OR n.state = ?1) AND (?2 IS NULL OR n.notifier = ?2)
          AND (?3 IS NULL OR n.notification IN (SELECT c.notification FROM notification_changes c WHERE c.alert = ?3))
        """;

    /// <summary>The notification, or null.</summary>
    public static Notification? Find(Connection connection, long notification) =>
        Rows.First(connection.Prepare($"{Select} WHERE n.notification = ?").Bind(1, notification), Read);

    /// <summary>A page of them, newest first.</summary>
    public static PageOf<Notification> List(Connection connection, NotificationQuery query) => new(
        Rows.All(
            Bind(connection.Prepare($"{Select} {Matching} ORDER BY n.notification DESC LIMIT ?4 OFFSET ?5"), query).Bind(4, query.Limit).Bind(5, query.Skip),
            Read),
        Rows.Scalar(Bind(connection.Prepare($"SELECT count(*) FROM notifications n {Matching}"), query)) ?? 0);

    /// <summary>Those that are to be sent: of each notifier's waiting ones the oldest, if its time has come.</summary>
    public static List<Notification> Due(Connection connection, long now, int limit) => Rows.All(
        connection
            .Prepare($"""
                {Select}
                WHERE n.state = 'waiting' AND n.send_at <= ?1 AND n.notifier IN (SELECT notifier FROM notifiers WHERE enabled = 1)
                  AND NOT EXISTS (SELECT 1 FROM notifications o WHERE o.state = 'waiting' AND o.notifier = n.notifier AND o.notification < n.notification)
                ORDER BY n.send_at, n.notification LIMIT ?2
                """)
            .Bind(1, now).Bind(2, limit),
        Read);

    /// <summary>What a notification tells, in its order.</summary>
    public static List<AlertChange> Changes(Connection connection, long notification) => Rows.All(
        connection
            .Prepare($"""
                SELECT {AlertRows.Columns}, c.firing, c.at, c.run, c.summary
                FROM notification_changes c JOIN alerts a ON a.alert = c.alert WHERE c.notification = ? ORDER BY c.ordinal
                """)
            .Bind(1, notification),
        static row => new AlertChange(
            AlertRows.Read(row) with { Run = row.LongOrNull(19) is { } run ? new RunId(run) : null, Summary = row.Text(20) },
            row.Long(17) != 0,
            row.Long(18)));

    /// <summary>How many there are.</summary>
    public static OutboxCounts Count(Connection connection) => new(
        connection.Scalar("SELECT count(*) FROM notifications WHERE state = 'waiting'") ?? 0,
        connection.Scalar("SELECT count(*) FROM notifications WHERE state = 'failed'") ?? 0);

    private static Statement Bind(Statement statement, NotificationQuery query) =>
        statement.Bind(1, query.State?.ToText()).Bind(2, query.Notifier).Bind(3, query.Alert);

    private static Notification Read(Statement row) => new()
    {
        Number = row.Long(0),
        Notifier = row.Long(1),
        NotifierName = row.Text(2),
        State = NotificationStates.Parse(row.Text(3)),
        CreatedAt = row.Long(4),
        SendAt = row.Long(5),
        Attempts = row.Int(6),
        FirstTriedAt = row.LongOrNull(7),
        SentAt = row.LongOrNull(8),
        LastError = row.TextOrNull(9),
        Changes = row.Int(10),
    };
}
