using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite.Alerts;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Gives the watching to a server.</summary>
internal static class LeaseAlertsExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, LeaseAlerts command)
    {
        var connection = transaction.Connection;
        if (WatchRows.Lease(connection) is not { } lease)
        {
            connection.Prepare("INSERT INTO alert_watch (only_row, position, fencing_token) VALUES (1, 0, 0)").Run();
            lease = WatchRows.Lease(connection)!;
            transaction.Wrote = true;
        }

        var isOwner = lease.Owner == command.Owner;
        var isFree = lease.Owner is null || lease.LeaseUntil < transaction.Now || command.IsOnlyServer;
        command.Refusal = isOwner || (isFree && command.Until is not null) ? Refusal.None : Refusal.Busy;
        if (command.Refusal == Refusal.None)
        {
            connection.Prepare("UPDATE alert_watch SET owner = ?, lease_until = ?, fencing_token = fencing_token + ?")
                .Bind(1, command.Until is null ? null : command.Owner).Bind(2, command.Until).Bind(3, isOwner ? 0 : 1)
                .Run();
            transaction.Wrote = true;
        }

        command.Lease = WatchRows.Lease(connection);
    }
}
