using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite.Alerts;
using JobLogs.Storage.Sqlite.Jobs;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Notes what was seen: the alerts, the outbox and the position, together.</summary>
internal static class AdvanceAlertsExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, AdvanceAlerts command)
    {
        command.Changed = 0;
        var connection = transaction.Connection;
        command.Refusal = WatchRows.Lease(connection)?.FencingToken == command.FencingToken ? Refusal.None : Refusal.LeaseLost;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        connection.Prepare("UPDATE alert_watch SET position = max(position, ?), lease_until = ?").Bind(1, command.Position).Bind(2, command.LeaseUntil).Run();
        foreach (var seen in command.Observations)
        {
            command.Changed += Observe(transaction, seen) ? 1 : 0;
        }

        foreach (var subject in SubjectRows.Open(connection).Where(subject => subject.DueAt <= transaction.Now))
        {
            Settle(transaction, subject);
        }

        transaction.Wrote = true;
    }

    private static bool Observe(WriteTransaction transaction, AlertObservation seen)
    {
        var connection = transaction.Connection;
        var rule = RuleRows.Find(connection, seen.Rule);
        if (rule is not { Enabled: true } || rule.FromCommit != seen.FromCommit || transaction.FindJob(seen.Job) is null)
        {
            return false;
        }

        var subject = SubjectRows.Find(connection, seen.Rule, seen.Job) ?? new AlertSubject(seen.Rule, seen.Job);
        var step = AlertStep.Of(subject, seen, rule, transaction.Now);
        var after = step.Subject;
        switch (step.Kind)
        {
            case AlertStepKind.None:
                return false;
            case AlertStepKind.Opened:
                after = after with { Alert = Open(transaction, rule, seen) };
                break;
            case AlertStepKind.Repeated:
                connection.Prepare("UPDATE alerts SET last_at = ?, occurrences = occurrences + 1, run = coalesce(?, run), summary = ? WHERE alert = ?")
                    .Bind(1, seen.At).Bind(2, seen.Run?.Number).Bind(3, seen.Summary).Bind(4, after.Alert)
                    .Run();
                break;
            default:
                connection.Prepare("UPDATE alerts SET firing = 0, resolved_at = ?, resolution = ? WHERE alert = ?")
                    .Bind(1, seen.At).Bind(2, seen.Summary).Bind(3, after.Alert)
                    .Run();
                break;
        }

        SubjectRows.Save(connection, after);
        if (step.Tells)
        {
            Outbox.Add(transaction, rule.Notifiers, after.Alert);
        }

        return step.Kind is AlertStepKind.Opened or AlertStepKind.Closed;
    }

    private static long Open(WriteTransaction transaction, AlertRule rule, AlertObservation seen)
    {
        var connection = transaction.Connection;
        connection
            .Prepare("""
                INSERT INTO alerts (rule, rule_name, type, job, job_name, firing, fired_at, last_at, occurrences, run, summary)
                VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6, 1, ?7, ?8)
                """)
            .Bind(1, rule.Number).Bind(2, rule.Name).Bind(3, rule.Type).Bind(4, (long)seen.Job.Number)
            .Bind(5, JobRows.Find(connection, seen.Job)!.Definition.Name).Bind(6, seen.At).Bind(7, seen.Run?.Number).Bind(8, seen.Summary)
            .Run();
        return connection.Scalar("SELECT last_insert_rowid()")!.Value;
    }

    private static void Settle(WriteTransaction transaction, AlertSubject subject)
    {
        var step = AlertStep.AtEndOfQuiet(subject, transaction.Now);
        SubjectRows.Save(transaction.Connection, step.Subject);
        if (step.Tells && RuleRows.Find(transaction.Connection, subject.Rule) is { } rule)
        {
            Outbox.Add(transaction, rule.Notifiers, subject.Alert);
        }
    }
}
