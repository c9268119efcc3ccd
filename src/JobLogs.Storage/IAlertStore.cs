using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage;

/// <summary>Reads rules, alerts, notifiers and the outbox. All methods throw <see cref="StoreUnavailableException"/>.</summary>
public interface IAlertStore
{
    /// <summary>All that whoever watches has to know, of one moment.</summary>
    ValueTask<AlertBook> BookAsync(CancellationToken cancellationToken);

    /// <summary>Where a rule stands with a job; null when it never had an alert of it.</summary>
    ValueTask<AlertSubject?> FindSubjectAsync(long rule, JobId job, CancellationToken cancellationToken);

    /// <summary>A page of rules, by name.</summary>
    ValueTask<PageOf<AlertRule>> RulesAsync(long skip, int limit, CancellationToken cancellationToken);

    /// <summary>The rule, or null.</summary>
    ValueTask<AlertRule?> FindRuleAsync(long rule, CancellationToken cancellationToken);

    /// <summary>A page of alerts, newest first.</summary>
    ValueTask<PageOf<Alert>> AlertsAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>The alert, or null.</summary>
    ValueTask<Alert?> FindAlertAsync(long alert, CancellationToken cancellationToken);

    /// <summary>A page of notifiers, by name.</summary>
    ValueTask<PageOf<Notifier>> NotifiersAsync(long skip, int limit, CancellationToken cancellationToken);

    /// <summary>The notifier, or null.</summary>
    ValueTask<Notifier?> FindNotifierAsync(long notifier, CancellationToken cancellationToken);

    /// <summary>A page of the outbox, newest first.</summary>
    ValueTask<PageOf<Notification>> NotificationsAsync(NotificationQuery query, CancellationToken cancellationToken);

    /// <summary>The notification, or null.</summary>
    ValueTask<Notification?> FindNotificationAsync(long notification, CancellationToken cancellationToken);

    /// <summary>
    /// Notifications that are to be sent at <paramref name="nowMicros"/>, the longest due first. Each notifier is told in order: of its
    /// waiting ones only the oldest counts.
    /// </summary>
    ValueTask<IReadOnlyList<Notification>> DueAsync(long nowMicros, int limit, CancellationToken cancellationToken);

    /// <summary>The changes that a notification tells, in their order.</summary>
    ValueTask<IReadOnlyList<AlertChange>> ChangesAsync(long notification, CancellationToken cancellationToken);

    /// <summary>The status changes of the commits after a number; at least one commit's, and about <paramref name="limit"/>.</summary>
    ValueTask<StatusPage> StatusChangesAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>When a run that is known last gave a sign, an entry or a status change, by the database's commits, in microseconds since the Unix epoch; null for an unknown one.</summary>
    ValueTask<long?> LastSignAsync(RunId run, CancellationToken cancellationToken);
}
