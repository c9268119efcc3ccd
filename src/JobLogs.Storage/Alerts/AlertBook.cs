namespace JobLogs.Storage.Alerts;

/// <summary>All that whoever watches has to know, of one moment.</summary>
/// <param name="Lease">Who watches; null when nobody ever did.</param>
/// <param name="Rules">The rules that are enabled.</param>
/// <param name="Subjects">Where rules stand with jobs: those of which an alert fires, or something waits to be told.</param>
/// <param name="Notifications">The outbox.</param>
public sealed record AlertBook(
    AlertsLease? Lease, IReadOnlyList<AlertRule> Rules, IReadOnlyList<AlertSubject> Subjects, OutboxCounts Notifications)
{
    /// <summary>How many alerts fire.</summary>
    public int Firing => Subjects.Count(subject => subject.Firing);
}
