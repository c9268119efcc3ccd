using JobLogs.Storage.Commands;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Carries out the commands that are about alerts.</summary>
internal static class AlertExecutors
{
    /// <summary>Carries the command out.</summary>
    /// <exception cref="NotSupportedException">It is about something else.</exception>
    public static void Execute(WriteTransaction transaction, StoreCommand command)
    {
        switch (command)
        {
            case SaveAlertRule save:
                AlertRuleExecutor.Execute(transaction, save);
                break;
            case DeleteAlertRule delete:
                AlertRuleExecutor.Execute(transaction, delete);
                break;
            case SaveNotifier save:
                NotifierExecutor.Execute(transaction, save);
                break;
            case DeleteNotifier delete:
                NotifierExecutor.Execute(transaction, delete);
                break;
            case LeaseAlerts lease:
                LeaseAlertsExecutor.Execute(transaction, lease);
                break;
            case AdvanceAlerts advance:
                AdvanceAlertsExecutor.Execute(transaction, advance);
                break;
            case AcknowledgeAlert acknowledge:
                AlertRuleExecutor.Execute(transaction, acknowledge);
                break;
            case BeginDelivery begin:
                DeliveryExecutor.Execute(transaction, begin);
                break;
            case EndDelivery end:
                DeliveryExecutor.Execute(transaction, end);
                break;
            case RetryNotification retry:
                DeliveryExecutor.Execute(transaction, retry);
                break;
            case PurgeAlerts purge:
                DeliveryExecutor.Execute(transaction, purge);
                break;
            default:
                throw new NotSupportedException($"The store doesn't know {command.GetType().Name}.");
        }
    }
}
