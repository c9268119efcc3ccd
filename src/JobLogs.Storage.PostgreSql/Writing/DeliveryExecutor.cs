using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Notes how the sending of notifications goes.</summary>
internal static class DeliveryExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, BeginDelivery command, CancellationToken cancellationToken)
    {
        command.Refusal = await JudgeAsync(transaction.Pipeline, command.FencingToken, command.Notification, cancellationToken);
        if (command.Refusal == Refusal.None)
        {
            transaction.Pipeline.Write(new Statement(
                "UPDATE notifications SET attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, $1), send_at = $2 WHERE notification = $3")
                .With(transaction.Now).With(command.RetryAt).With(command.Notification));
            transaction.Wrote = true;
        }
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, EndDelivery command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        command.Refusal = await JudgeAsync(pipeline, command.FencingToken, command.Notification, cancellationToken);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var isSent = command.State == NotificationState.Sent;
        pipeline.Write(new Statement("UPDATE notifications SET state = $1, send_at = $2, sent_at = $3, last_error = $4 WHERE notification = $5")
            .With(command.State.ToText()).With(command.RetryAt).With(isSent ? transaction.Now : (long?)null).With(command.Error).With(command.Notification));
        if (command.DisablesNotifier)
        {
            pipeline.Write(new Statement(
                "UPDATE notifiers SET enabled = false, updated_at = $1 WHERE notifier = (SELECT notifier FROM notifications WHERE notification = $2)")
                .With(transaction.Now).With(command.Notification));
        }

        transaction.Wrote = true;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, RetryNotification command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var found = await FindAsync(pipeline, command.Number, cancellationToken);
        command.Notification = found;
        command.Refusal =
            found is null || await pipeline.FirstAsync(NotifierRows.Find(found.Notifier), NotifierRows.Read, cancellationToken) is null ? Refusal.NotFound
            : found.State == NotificationState.Sent ? Refusal.WrongStatus
            : Refusal.None;
        if (command.Refusal == Refusal.None)
        {
            pipeline.Write(new Statement("UPDATE notifications SET state = 'waiting', send_at = $1, first_tried_at = NULL WHERE notification = $2")
                .With(transaction.Now).With(command.Number));
            transaction.Wrote = true;
            command.Notification = await FindAsync(pipeline, command.Number, cancellationToken);
        }
    }

    /// <summary>Carries the command out.</summary>
    public static ValueTask ExecuteAsync(WriteTransaction transaction, PurgeAlerts command)
    {
        const string Old = """
            SELECT a.alert FROM alerts a
            WHERE NOT a.firing AND a.resolved_at < $1 AND NOT EXISTS (SELECT FROM notification_changes c WHERE c.alert = a.alert)
            """;
        foreach (var sql in (ReadOnlySpan<string>)
        [
            "DELETE FROM notification_changes WHERE notification IN (SELECT notification FROM notifications WHERE state <> 'waiting' AND created_at < $1)",
            "DELETE FROM notifications WHERE state <> 'waiting' AND created_at < $1",
            $"DELETE FROM alert_subjects WHERE NOT firing AND due_at IS NULL AND alert IN ({Old})",
            $"DELETE FROM alerts WHERE alert IN ({Old}) AND alert NOT IN (SELECT alert FROM alert_subjects)",
        ])
        {
            transaction.Pipeline.Write(new Statement(sql).With(command.Before));
        }

        transaction.Wrote = true;
        return default;
    }

    private static ValueTask<Notification?> FindAsync(Pipeline pipeline, long notification, CancellationToken cancellationToken) =>
        pipeline.FirstAsync(NotificationRows.Find(notification), NotificationRows.Read, cancellationToken);

    private static async ValueTask<Refusal> JudgeAsync(Pipeline pipeline, int token, long notification, CancellationToken cancellationToken) =>
        (await pipeline.FirstAsync(WatchRows.Lease(), WatchRows.ReadLease, cancellationToken))?.FencingToken != token ? Refusal.LeaseLost
        : await FindAsync(pipeline, notification, cancellationToken) is not { State: NotificationState.Waiting } ? Refusal.WrongStatus
        : Refusal.None;
}
