using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Alerts;

/// <summary>Reads rules, alerts, notifiers and the outbox.</summary>
internal sealed class PostgresAlertStore(ReaderPool readers) : IAlertStore
{
    /// <inheritdoc />
    public ValueTask<AlertBook> BookAsync(CancellationToken cancellationToken) =>
        readers.SnapshotAsync(0, static (reader, _, cancellationToken) => WatchRows.BookAsync(reader, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<AlertSubject?> FindSubjectAsync(long rule, JobId job, CancellationToken cancellationToken) => readers.ReadAsync(
        (rule, job),
        static (reader, asked, cancellationToken) => reader.FirstAsync(SubjectRows.Find(asked.rule, asked.job), SubjectRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<AlertRule>> RulesAsync(long skip, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (skip, limit),
        static (reader, asked, cancellationToken) => reader.PageAsync(
            new Statement($"{RuleRows.Select} ORDER BY r.name LIMIT $1 OFFSET $2").With(asked.limit).With(asked.skip),
            new Statement("SELECT count(*) FROM alert_rules"),
            RuleRows.Read,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<AlertRule?> FindRuleAsync(long rule, CancellationToken cancellationToken) => readers.ReadAsync(
        rule, static (reader, rule, cancellationToken) => reader.FirstAsync(RuleRows.Find(rule), RuleRows.Read, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Alert>> AlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, AlertRows.ListAsync, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Alert?> FindAlertAsync(long alert, CancellationToken cancellationToken) => readers.ReadAsync(
        alert, static (reader, alert, cancellationToken) => reader.FirstAsync(AlertRows.Find(alert), AlertRows.Read, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Notifier>> NotifiersAsync(long skip, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (skip, limit),
        static (reader, asked, cancellationToken) => reader.PageAsync(
            new Statement($"{NotifierRows.Select} ORDER BY name LIMIT $1 OFFSET $2").With(asked.limit).With(asked.skip),
            new Statement("SELECT count(*) FROM notifiers"),
            NotifierRows.Read,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<Notifier?> FindNotifierAsync(long notifier, CancellationToken cancellationToken) => readers.ReadAsync(
        notifier,
        static (reader, notifier, cancellationToken) => reader.FirstAsync(NotifierRows.Find(notifier), NotifierRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Notification>> NotificationsAsync(NotificationQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, NotificationRows.ListAsync, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Notification?> FindNotificationAsync(long notification, CancellationToken cancellationToken) => readers.ReadAsync(
        notification,
        static (reader, notification, cancellationToken) => reader.FirstAsync(NotificationRows.Find(notification), NotificationRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Notification>> DueAsync(long nowMicros, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (nowMicros, limit),
        static async ValueTask<IReadOnlyList<Notification>> (reader, asked, cancellationToken) =>
            await reader.ListAsync(NotificationRows.Due(asked.nowMicros, asked.limit), NotificationRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AlertChange>> ChangesAsync(long notification, CancellationToken cancellationToken) => readers.ReadAsync(
        notification,
        static async ValueTask<IReadOnlyList<AlertChange>> (reader, notification, cancellationToken) =>
            await reader.ListAsync(NotificationRows.Changes(notification), NotificationRows.ReadChange, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<StatusPage> StatusChangesAsync(long after, int limit, CancellationToken cancellationToken) => readers.SnapshotAsync(
        (after, limit),
        static (reader, asked, cancellationToken) => WatchRows.StatusChangesAsync(reader, asked.after, asked.limit, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> LastSignAsync(RunId run, CancellationToken cancellationToken) =>
        readers.SnapshotAsync(run, static (reader, run, cancellationToken) => WatchRows.LastSignAsync(reader, run, cancellationToken), cancellationToken);
}
