using JobLogs.Storage.Alerts;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Puts changes of alerts into the outbox: into a notification that still waits for more, or a new one.</summary>
internal static class Outbox
{
    private const long Second = 1_000_000;

    /// <summary>Adds what an alert is now, for each of these notifiers that is enabled.</summary>
    public static async ValueTask AddAsync(
        WriteTransaction transaction, IReadOnlyList<long> notifiers, long alert, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var change = (await pipeline.FirstAsync(AlertRows.Find(alert), AlertRows.Read, cancellationToken))!;
        foreach (var number in notifiers)
        {
            if (await pipeline.FirstAsync(NotifierRows.Find(number), NotifierRows.Read, cancellationToken) is { Enabled: true } notifier)
            {
                pipeline.Write(Add(await OpenAsync(transaction, notifier, cancellationToken), change));
            }
        }
    }

    private static async ValueTask<long> OpenAsync(WriteTransaction transaction, Notifier notifier, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        if (notifier.GroupSeconds > 0
            && await pipeline.ScalarAsync(
                new Statement("SELECT notification FROM notifications WHERE notifier = $1 AND state = 'waiting' AND attempts = 0 ORDER BY notification DESC LIMIT 1")
                    .With(notifier.Number),
                cancellationToken) is { } gathering)
        {
            return gathering;
        }

        return (await pipeline.ScalarAsync(
            new Statement("""
                INSERT INTO notifications (notifier, notifier_name, state, created_at, send_at, attempts) VALUES ($1, $2, 'waiting', $3, $4, 0)
                RETURNING notification
                """)
                .With(notifier.Number).With(notifier.Name).With(transaction.Now).With(transaction.Now + (notifier.GroupSeconds * Second)),
            cancellationToken))!.Value;
    }

    private static Statement Add(long notification, Alert alert) => new Statement("""
        INSERT INTO notification_changes (notification, ordinal, alert, firing, at, run, summary)
        VALUES ($1, (SELECT count(*) FROM notification_changes WHERE notification = $1), $2, $3, $4, $5, $6)
        """)
        .With(notification).With(alert.Number).With(alert.Firing).With(alert.ResolvedAt ?? alert.FiredAt)
        .With(alert.Run?.Number).With(alert.Resolution ?? alert.Summary);
}
