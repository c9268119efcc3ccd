using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Alerts;

/// <summary>Reads rules, alerts, notifiers and the outbox.</summary>
internal sealed class SqliteAlertStore(ReaderPool readers) : IAlertStore
{
    /// <inheritdoc />
    public ValueTask<AlertBook> BookAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(0, static (connection, _) => WatchRows.Book(connection), cancellationToken);

    /// <inheritdoc />
    public ValueTask<AlertSubject?> FindSubjectAsync(long rule, JobId job, CancellationToken cancellationToken) =>
        readers.ReadAsync((rule, job), static (connection, asked) => SubjectRows.Find(connection, asked.rule, asked.job), cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<AlertRule>> RulesAsync(long skip, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (skip, limit),
        static (connection, asked) => new PageOf<AlertRule>(
            Rows.All(connection.Prepare($"{RuleRows.Select} ORDER BY r.name LIMIT ? OFFSET ?").Bind(1, asked.limit).Bind(2, asked.skip), RuleRows.Read),
            connection.Scalar("SELECT count(*) FROM alert_rules") ?? 0),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<AlertRule?> FindRuleAsync(long rule, CancellationToken cancellationToken) =>
        readers.ReadAsync(rule, RuleRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Alert>> AlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, AlertRows.List, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Alert?> FindAlertAsync(long alert, CancellationToken cancellationToken) =>
        readers.ReadAsync(alert, AlertRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Notifier>> NotifiersAsync(long skip, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (skip, limit),
        static (connection, asked) => new PageOf<Notifier>(
            Rows.All(connection.Prepare($"{NotifierRows.Select} ORDER BY name LIMIT ? OFFSET ?").Bind(1, asked.limit).Bind(2, asked.skip), NotifierRows.Read),
            connection.Scalar("SELECT count(*) FROM notifiers") ?? 0),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<Notifier?> FindNotifierAsync(long notifier, CancellationToken cancellationToken) =>
        readers.ReadAsync(notifier, NotifierRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Notification>> NotificationsAsync(NotificationQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, NotificationRows.List, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Notification?> FindNotificationAsync(long notification, CancellationToken cancellationToken) =>
        readers.ReadAsync(notification, NotificationRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Notification>> DueAsync(long nowMicros, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (nowMicros, limit),
        static IReadOnlyList<Notification> (connection, asked) => NotificationRows.Due(connection, asked.nowMicros, asked.limit),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AlertChange>> ChangesAsync(long notification, CancellationToken cancellationToken) => readers.ReadAsync(
        notification, static IReadOnlyList<AlertChange> (connection, notification) => NotificationRows.Changes(connection, notification), cancellationToken);

    /// <inheritdoc />
    public ValueTask<StatusPage> StatusChangesAsync(long after, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync((after, limit), WatchRows.StatusChanges, cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> LastSignAsync(RunId run, CancellationToken cancellationToken) =>
        readers.ReadAsync(run, WatchRows.LastSign, cancellationToken);
}
