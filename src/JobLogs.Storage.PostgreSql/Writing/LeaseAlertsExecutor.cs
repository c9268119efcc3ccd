using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Gives the watching to a server.</summary>
internal static class LeaseAlertsExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, LeaseAlerts command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var lease = await FindAsync(pipeline, cancellationToken);
        if (lease is null)
        {
            pipeline.Write(new Statement("INSERT INTO alert_watch (only_row, position, fencing_token) VALUES (1, 0, 0)"));
            transaction.Wrote = true;
        }

        var isOwner = lease is not null && lease.Owner == command.Owner;
        var isFree = lease?.Owner is null || lease.LeaseUntil < transaction.Now || command.IsOnlyServer;
        command.Refusal = isOwner || (isFree && command.Until is not null) ? Refusal.None : Refusal.Busy;
        if (command.Refusal == Refusal.None)
        {
            pipeline.Write(new Statement("UPDATE alert_watch SET owner = $1, lease_until = $2, fencing_token = fencing_token + $3")
                .With(command.Until is null ? null : command.Owner).With(command.Until).With(isOwner ? 0 : 1));
            transaction.Wrote = true;
        }

        command.Lease = await FindAsync(pipeline, cancellationToken);
    }

    private static ValueTask<AlertsLease?> FindAsync(Pipeline pipeline, CancellationToken cancellationToken) =>
        pipeline.FirstAsync(WatchRows.Lease(), WatchRows.ReadLease, cancellationToken);
}
