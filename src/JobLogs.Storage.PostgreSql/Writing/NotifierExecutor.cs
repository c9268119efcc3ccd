using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Keeps notifiers.</summary>
internal static class NotifierExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, SaveNotifier command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        command.Refusal = await JudgeAsync(pipeline, command.Notifier, cancellationToken);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var number = (await pipeline.ScalarAsync(Save(command.Notifier, transaction.Now), cancellationToken))!.Value;
        transaction.Wrote = true;
        command.Notifier = (await pipeline.FirstAsync(NotifierRows.Find(number), NotifierRows.Read, cancellationToken))!;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, DeleteNotifier command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        command.Refusal =
            await pipeline.FirstAsync(NotifierRows.Find(command.Notifier), NotifierRows.Read, cancellationToken) is null ? Refusal.NotFound
            : await pipeline.AnyAsync(new Statement("SELECT 1 FROM alert_rule_notifiers WHERE notifier = $1").With(command.Notifier), cancellationToken) ? Refusal.Busy
            : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        pipeline.Write(new Statement("DELETE FROM notifiers WHERE notifier = $1").With(command.Notifier));
        pipeline.Write(new Statement(
            "UPDATE notifications SET state = 'failed', last_error = 'The notifier was deleted.' WHERE notifier = $1 AND state = 'waiting'").With(command.Notifier));
        transaction.Wrote = true;
    }

    private static async ValueTask<Refusal> JudgeAsync(Pipeline pipeline, Storage.Alerts.Notifier notifier, CancellationToken cancellationToken)
    {
        if (notifier.Number != 0 && await pipeline.FirstAsync(NotifierRows.Find(notifier.Number), NotifierRows.Read, cancellationToken) is null)
        {
            return Refusal.NotFound;
        }

        if (await pipeline.AnyAsync(
            new Statement("SELECT 1 FROM notifiers WHERE name = $1 AND notifier <> $2").With(notifier.Name).With(notifier.Number), cancellationToken))
        {
            return Refusal.NameTaken;
        }

        return notifier.Number == 0
            && await pipeline.ScalarAsync(new Statement("SELECT count(*) FROM notifiers"), cancellationToken) >= SaveNotifier.MostNotifiers
                ? Refusal.TooMany
                : Refusal.None;
    }

    private static Statement Save(Storage.Alerts.Notifier notifier, long now)
    {
        var statement = (notifier.Number == 0
            ? new Statement("""
                INSERT INTO notifiers (name, type, enabled, settings, group_seconds, timeout_seconds, created_at, updated_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $7) RETURNING notifier
                """)
            : new Statement("""
                UPDATE notifiers SET name = $1, type = $2, enabled = $3, settings = $4, group_seconds = $5, timeout_seconds = $6, updated_at = $7
                WHERE notifier = $8 RETURNING notifier
                """))
            .With(notifier.Name).With(notifier.Type).With(notifier.Enabled).With(notifier.Settings)
            .With(notifier.GroupSeconds).With(notifier.TimeoutSeconds).With(now);
        return notifier.Number == 0 ? statement : statement.With(notifier.Number);
    }
}
