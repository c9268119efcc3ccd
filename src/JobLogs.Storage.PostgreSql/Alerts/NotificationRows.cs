using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Alerts;

/// <summary>How the outbox lies in its tables.</summary>
internal static class NotificationRows
{
    /// <summary>How many there are: those that wait, and those that failed.</summary>
    public const string Counts = """
        SELECT (SELECT count(*) FROM notifications WHERE state = 'waiting'), (SELECT count(*) FROM notifications WHERE state = 'failed')
        """;

    private const string Select = """
        SELECT n.notification, n.notifier, n.notifier_name, n.state, n.created_at, n.send_at, n.attempts, n.first_tried_at, n.sent_at, n.last_error,
               (SELECT count(*) FROM notification_changes c WHERE c.notification = n.notification)
        FROM notifications n
        """;

    private const string Matching = """
        WHERE ($1::text IS NULL OR n.state = $1) AND ($2::bigint IS NULL OR n.notifier = $2)
          AND ($3::bigint IS NULL OR n.notification IN (SELECT c.notification FROM notification_changes c WHERE c.alert = $3))
        """;

    /// <summary>Asks for a notification.</summary>
    public static Statement Find(long notification) => new Statement($"{Select} WHERE n.notification = $1").With(notification);

    /// <summary>A page of them, newest first.</summary>
    public static ValueTask<PageOf<Notification>> ListAsync(Reader reader, NotificationQuery query, CancellationToken cancellationToken) => reader.PageAsync(
        With(new Statement($"{Select} {Matching} ORDER BY n.notification DESC LIMIT $4 OFFSET $5"), query).With(query.Limit).With(query.Skip),
        With(new Statement($"SELECT count(*) FROM notifications n {Matching}"), query),
        Read,
        cancellationToken);

    /// <summary>Asks for those that are to be sent: of each notifier's waiting ones the oldest, if its time has come.</summary>
    public static Statement Due(long now, int limit) => new Statement($"""
        {Select}
        WHERE n.state = 'waiting' AND n.send_at <= $1 AND n.notifier IN (SELECT notifier FROM notifiers WHERE enabled)
          AND NOT EXISTS (SELECT FROM notifications o WHERE o.state = 'waiting' AND o.notifier = n.notifier AND o.notification < n.notification)
        ORDER BY n.send_at, n.notification LIMIT $2
        """).With(now).With(limit);

    /// <summary>Asks for what a notification tells, in its order.</summary>
    public static Statement Changes(long notification) => new Statement($"""
        SELECT {AlertRows.Columns}, c.firing, c.at, c.run, c.summary
        FROM notification_changes c JOIN alerts a ON a.alert = c.alert WHERE c.notification = $1 ORDER BY c.ordinal
        """).With(notification);

    /// <summary>The change in the current row.</summary>
    public static AlertChange ReadChange(NpgsqlDataReader row) => new(
        AlertRows.Read(row) with { Run = row.LongOrNull(19) is { } run ? new RunId(run) : null, Summary = row.GetString(20) },
        row.GetBoolean(17),
        row.GetInt64(18));

    /// <summary>The notification in the current row.</summary>
    public static Notification Read(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Notifier = row.GetInt64(1),
        NotifierName = row.GetString(2),
        State = NotificationStates.Parse(row.GetString(3)),
        CreatedAt = row.GetInt64(4),
        SendAt = row.GetInt64(5),
        Attempts = row.GetInt32(6),
        FirstTriedAt = row.LongOrNull(7),
        SentAt = row.LongOrNull(8),
        LastError = row.TextOrNull(9),
        Changes = (int)row.GetInt64(10),
    };

    private static Statement With(Statement statement, NotificationQuery query) =>
        statement.With(query.State?.ToText()).With(query.Notifier).With(query.Alert);
}
