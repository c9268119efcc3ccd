using JobLogs.Storage.Commands;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Carries out the commands that are about alerts.</summary>
internal static class AlertExecutors
{
    /// <summary>Carries the command out.</summary>
    /// <exception cref="NotSupportedException">It is about something else.</exception>
    public static ValueTask ExecuteAsync(WriteTransaction transaction, StoreCommand command, CancellationToken cancellationToken) => command switch
    {
        SaveAlertRule save => AlertRuleExecutor.ExecuteAsync(transaction, save, cancellationToken),
        DeleteAlertRule delete => AlertRuleExecutor.ExecuteAsync(transaction, delete, cancellationToken),
        SaveNotifier save => NotifierExecutor.ExecuteAsync(transaction, save, cancellationToken),
        DeleteNotifier delete => NotifierExecutor.ExecuteAsync(transaction, delete, cancellationToken),
        LeaseAlerts lease => LeaseAlertsExecutor.ExecuteAsync(transaction, lease, cancellationToken),
        AdvanceAlerts advance => AdvanceAlertsExecutor.ExecuteAsync(transaction, advance, cancellationToken),
        AcknowledgeAlert acknowledge => AlertRuleExecutor.ExecuteAsync(transaction, acknowledge, cancellationToken),
        BeginDelivery begin => DeliveryExecutor.ExecuteAsync(transaction, begin, cancellationToken),
        EndDelivery end => DeliveryExecutor.ExecuteAsync(transaction, end, cancellationToken),
        RetryNotification retry => DeliveryExecutor.ExecuteAsync(transaction, retry, cancellationToken),
        PurgeAlerts purge => DeliveryExecutor.ExecuteAsync(transaction, purge),
        _ => throw new NotSupportedException($"The store doesn't know {command.GetType().Name}."),
    };
}
