using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Writes the events of a commit: by job, then in their order, each after the last entry of its job.</summary>
internal static class EventInserts
{
    /// <summary>Writes them and says what streams tell of them.</summary>
    /// <param name="events">In the order in which they arose.</param>
    /// <param name="commit">The commit's number.</param>
    /// <param name="firstEvent">The number of the first.</param>
    /// <param name="heads">What the commit knows of the jobs; each event's is among them.</param>
    public static IReadOnlyList<RunEvent> Write(Pipeline pipeline, List<RunEvent> events, long commit, long firstEvent, Heads heads)
    {
        var number = firstEvent;

        // A stable sort: events of one job keep their order.
        var placed = events.OrderBy(one => one.Job)
            .Select(arisen => arisen with { Event = number++, Commit = commit, AfterSeq = heads[arisen.Job].LastSeq })
            .ToList();
        WriteChanges(pipeline, [.. placed.OfType<StatusChanged>()]);
        WriteMetrics(pipeline, [.. placed.OfType<MetricRecorded>()]);
        WriteRemovals(pipeline, [.. placed.Where(one => one is EntriesRemoved or JobRemoved)]);
        return [.. placed.Where(one => one is not EntriesRemoved)];
    }

    private static void WriteChanges(Pipeline pipeline, List<StatusChanged> changes)
    {
        if (changes.Count > 0)
        {
            pipeline.Write(Place(
                "status_changes (event, commit_no, job, after_seq, timestamp, run, from_status, to_status, reason, details, attempt)", 11, changes)
                .With(changes.Select(change => change.Run!.Value.Number))
                .With(changes.Select(change => change.From?.ToText()))
                .With(changes.Select(change => change.To.ToText()))
                .With(changes.Select(change => change.Reason))
                .With(changes.Select(change => change.Details))
                .With(changes.Select(change => change.Attempt)));
        }
    }

    private static void WriteMetrics(Pipeline pipeline, List<MetricRecorded> metrics)
    {
        if (metrics.Count > 0)
        {
            pipeline.Write(Place(
                "metrics (event, commit_no, job, after_seq, timestamp, run, metric_name, metric_value, metric_type, labels)", 10, metrics)
                .With(metrics.Select(metric => metric.Run!.Value.Number))
                .With(metrics.Select(metric => metric.Name))
                .With(metrics.Select(metric => metric.Value))
                .With(metrics.Select(metric => metric.Type))
                .With(metrics.Select(metric => metric.Labels)));
        }
    }

    private static void WriteRemovals(Pipeline pipeline, List<RunEvent> removals)
    {
        if (removals.Count > 0)
        {
            pipeline.Write(Place(
                "removals (event, commit_no, job, after_seq, timestamp, kind, before, first_seq, last_seq, last_event, spared)", 11, removals)
                .With(removals.Select(removal => removal is EntriesRemoved ? "before" : "job"))
                .With(removals.Select(removal => (removal as EntriesRemoved)?.BeforeMicros))
                .With(removals.Select(removal => (removal as EntriesRemoved)?.FirstSeq))
                .With(removals.Select(removal => (removal as EntriesRemoved)?.LastSeq))
                .With(removals.Select(removal => (removal as EntriesRemoved)?.LastEvent))
                .With(removals.Select(removal => RunNumbers.Write((removal as EntriesRemoved)?.Spared ?? []))));
        }
    }

    private static Statement Place(string into, int columns, IReadOnlyCollection<RunEvent> events) =>
        new Statement($"INSERT INTO {into} SELECT * FROM unnest({string.Join(", ", Enumerable.Range(1, columns).Select(column => $"${column}"))})")
            .With(events.Select(one => one.Event))
            .With(events.Select(one => one.Commit))
            .With(events.Select(one => one.Job.Number))
            .With(events.Select(one => one.AfterSeq))
            .With(events.Select(one => one.TimestampMicros));
}
