using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Keeps rules, and what people say of their alerts.</summary>
internal static class AlertRuleExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, SaveAlertRule command, CancellationToken cancellationToken)
    {
        var (pipeline, rule) = (transaction.Pipeline, command.Rule);
        var before = rule.Number == 0 ? null : await pipeline.FirstAsync(RuleRows.Find(rule.Number), RuleRows.Read, cancellationToken);
        command.Refusal = await JudgeAsync(transaction, rule, before, cancellationToken);
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        var isSame = before?.WatchesTheSame(rule) ?? false;
        if (before is not null && !isSame)
        {
            EndAll(transaction, "rule", rule.Number, AlertResolutions.RuleChanged);
        }

        var number = (await pipeline.ScalarAsync(Save(rule, transaction.Now, isSame ? before!.FromCommit : transaction.Number), cancellationToken))!.Value;
        pipeline.Write(new Statement("DELETE FROM alert_rule_notifiers WHERE rule = $1").With(number));
        pipeline.Write(new Statement("INSERT INTO alert_rule_notifiers (rule, notifier) SELECT $1, unnest($2)").With(number).With(rule.Notifiers));
        transaction.Wrote = true;
        command.Rule = (await pipeline.FirstAsync(RuleRows.Find(number), RuleRows.Read, cancellationToken))!;
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, DeleteAlertRule command, CancellationToken cancellationToken)
    {
        var rule = await transaction.Pipeline.FirstAsync(RuleRows.Find(command.Rule), RuleRows.Read, cancellationToken);
        command.Refusal = rule is null ? Refusal.NotFound : Refusal.None;
        if (rule is not null)
        {
            EndAll(transaction, "rule", rule.Number, AlertResolutions.RuleDeleted);
            Delete(transaction, "rule = $1", rule.Number);
            transaction.Wrote = true;
        }
    }

    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, AcknowledgeAlert command, CancellationToken cancellationToken)
    {
        var said = command.Acknowledgement;
        transaction.Pipeline.Write(new Statement("UPDATE alerts SET acknowledged_at = $1, acknowledged_by = $2, note = $3 WHERE alert = $4")
            .With(said.At).With(said.By).With(said.Note).With(command.AlertNumber));
        command.Alert = await transaction.Pipeline.FirstAsync(AlertRows.Find(command.AlertNumber), AlertRows.Read, cancellationToken);
        command.Refusal = command.Alert is null ? Refusal.NotFound : Refusal.None;
        transaction.Wrote |= command.Alert is not null;
    }

    /// <summary>Of a job that was deleted: its alerts end, and the rules that watch it alone go.</summary>
    public static void Forget(WriteTransaction transaction, JobId job)
    {
        EndAll(transaction, "job", job.Number, AlertResolutions.JobDeleted);
        Delete(transaction, "rule IN (SELECT rule FROM alert_rules WHERE job = $1)", job.Number);
    }

    private static async ValueTask<Refusal> JudgeAsync(WriteTransaction transaction, AlertRule rule, AlertRule? before, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var notifiers = await pipeline.ScalarAsync(
            new Statement("SELECT count(*) FROM notifiers WHERE notifier = ANY ($1)").With(rule.Notifiers), cancellationToken);
        if ((rule.Number != 0 && before is null)
            || (rule.Job is { } job && await transaction.FindJobAsync(job, cancellationToken) is null)
            || notifiers != rule.Notifiers.Count)
        {
            return Refusal.NotFound;
        }

        if (await pipeline.AnyAsync(new Statement("SELECT 1 FROM alert_rules WHERE name = $1 AND rule <> $2").With(rule.Name).With(rule.Number), cancellationToken))
        {
            return Refusal.NameTaken;
        }

        return rule.Number == 0
            && await pipeline.ScalarAsync(new Statement("SELECT count(*) FROM alert_rules"), cancellationToken) >= SaveAlertRule.MostRules
                ? Refusal.TooMany
                : Refusal.None;
    }

    private static Statement Save(AlertRule rule, long now, long fromCommit) =>
        (rule.Number == 0
            ? new Statement("""
                INSERT INTO alert_rules (name, type, job, enabled, conditions, notify_recovered, quiet_seconds, created_at, updated_at, from_commit)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) RETURNING rule
                """)
            : new Statement("""
                UPDATE alert_rules SET name = $1, type = $2, job = $3, enabled = $4, conditions = $5, notify_recovered = $6, quiet_seconds = $7,
                                       updated_at = $8, from_commit = $9
                WHERE rule = $10 RETURNING rule
                """))
        .With(rule.Name).With(rule.Type).With(rule.Job?.Number).With(rule.Enabled).With(rule.Conditions)
        .With(rule.NotifyRecovered).With(rule.QuietSeconds).With(now).With(fromCommit)
        .WithNumber(rule.Number);

    private static Statement WithNumber(this Statement statement, long number) => number == 0 ? statement : statement.With(number);

    private static void Delete(WriteTransaction transaction, string which, long number)
    {
        transaction.Pipeline.Write(new Statement($"DELETE FROM alert_rule_notifiers WHERE {which}").With(number));
        transaction.Pipeline.Write(new Statement($"DELETE FROM alert_rules WHERE {which}").With(number));
    }

    // Ends them without a word to anybody: somebody did it, and knows.
    private static void EndAll(WriteTransaction transaction, string column, long number, string why)
    {
        transaction.Pipeline.Write(new Statement($"UPDATE alerts SET firing = false, resolved_at = $1, resolution = $2 WHERE firing AND {column} = $3")
            .With(transaction.Now).With(why).With(number));
        transaction.Pipeline.Write(new Statement($"DELETE FROM alert_subjects WHERE {column} = $1").With(number));
    }
}
