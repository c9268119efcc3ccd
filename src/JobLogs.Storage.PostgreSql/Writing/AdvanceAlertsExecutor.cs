using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Notes what was seen: the alerts, the outbox and the position, together.</summary>
internal static class AdvanceAlertsExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, AdvanceAlerts command, CancellationToken cancellationToken)
    {
        command.Changed = 0;
        var pipeline = transaction.Pipeline;
        var lease = await pipeline.FirstAsync(WatchRows.Lease(), WatchRows.ReadLease, cancellationToken);
        command.Refusal = lease?.FencingToken == command.FencingToken ? Refusal.None : Refusal.LeaseLost;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        pipeline.Write(new Statement("UPDATE alert_watch SET position = greatest(position, $1), lease_until = $2").With(command.Position).With(command.LeaseUntil));
        foreach (var seen in command.Observations)
        {
            command.Changed += await ObserveAsync(transaction, seen, cancellationToken) ? 1 : 0;
        }

        var open = await pipeline.ListAsync(SubjectRows.Open(), SubjectRows.Read, cancellationToken);
        foreach (var subject in open.Where(subject => subject.DueAt <= transaction.Now))
        {
            await SettleAsync(transaction, subject, cancellationToken);
        }

        transaction.Wrote = true;
    }

    private static async ValueTask<bool> ObserveAsync(WriteTransaction transaction, AlertObservation seen, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var rule = await pipeline.FirstAsync(RuleRows.Find(seen.Rule), RuleRows.Read, cancellationToken);
        if (rule is not { Enabled: true } || rule.FromCommit != seen.FromCommit || await transaction.FindJobAsync(seen.Job, cancellationToken) is null)
        {
            return false;
        }

        var subject = await pipeline.FirstAsync(SubjectRows.Find(seen.Rule, seen.Job), SubjectRows.Read, cancellationToken) ?? new AlertSubject(seen.Rule, seen.Job);
        var step = AlertStep.Of(subject, seen, rule, transaction.Now);
        var after = step.Subject;
        switch (step.Kind)
        {
            case AlertStepKind.None:
                return false;
            case AlertStepKind.Opened:
                after = after with { Alert = (await pipeline.ScalarAsync(Open(rule, seen), cancellationToken))!.Value };
                break;
            case AlertStepKind.Repeated:
                pipeline.Write(new Statement(
                    "UPDATE alerts SET last_at = $1, occurrences = occurrences + 1, run = coalesce($2, run), summary = $3 WHERE alert = $4")
                    .With(seen.At).With(seen.Run?.Number).With(seen.Summary).With(after.Alert));
                break;
            default:
                pipeline.Write(new Statement("UPDATE alerts SET firing = false, resolved_at = $1, resolution = $2 WHERE alert = $3")
                    .With(seen.At).With(seen.Summary).With(after.Alert));
                break;
        }

        pipeline.Write(SubjectRows.Save(after));
        if (step.Tells)
        {
            await Outbox.AddAsync(transaction, rule.Notifiers, after.Alert, cancellationToken);
        }

        return step.Kind is AlertStepKind.Opened or AlertStepKind.Closed;
    }

    private static Statement Open(AlertRule rule, AlertObservation seen) => new Statement("""
        INSERT INTO alerts (rule, rule_name, type, job, job_name, firing, fired_at, last_at, occurrences, run, summary)
        VALUES ($1, $2, $3, $4, (SELECT name FROM jobs WHERE job = $4), true, $5, $5, 1, $6, $7) RETURNING alert
        """)
        .With(rule.Number).With(rule.Name).With(rule.Type).With(seen.Job.Number).With(seen.At).With(seen.Run?.Number).With(seen.Summary);

    private static async ValueTask SettleAsync(WriteTransaction transaction, AlertSubject subject, CancellationToken cancellationToken)
    {
        var step = AlertStep.AtEndOfQuiet(subject, transaction.Now);
        transaction.Pipeline.Write(SubjectRows.Save(step.Subject));
        if (step.Tells && await transaction.Pipeline.FirstAsync(RuleRows.Find(subject.Rule), RuleRows.Read, cancellationToken) is { } rule)
        {
            await Outbox.AddAsync(transaction, rule.Notifiers, subject.Alert, cancellationToken);
        }
    }
}
