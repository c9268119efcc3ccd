using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Writes the events of a commit: by job, then in their order, each after the last entry of its job.</summary>
internal static class EventInserts
{
    /// <summary>Writes them and says what streams tell of them.</summary>
    /// <param name="events">In the order in which they arose.</param>
    /// <param name="commit">The commit's number.</param>
    /// <param name="firstEvent">The number of the first.</param>
    /// <param name="jobs">What the commit knows of the jobs; each event's is among them.</param>
    public static IReadOnlyList<RunEvent> Write(
        Connection connection, List<RunEvent> events, long commit, long firstEvent, Dictionary<JobId, JobHead?> jobs)
    {
        var told = new List<RunEvent>(events.Count);
        var number = firstEvent;

        // A stable sort: events of one job keep their order.
        foreach (var arisen in events.OrderBy(one => one.Job))
        {
            var placed = arisen with { Event = number++, Commit = commit, AfterSeq = jobs[arisen.Job]!.LastSeq };
            Write(connection, placed);
            if (placed is not EntriesRemoved)
            {
                told.Add(placed);
            }
        }

        return told;
    }

    private static void Write(Connection connection, RunEvent placed)
    {
        switch (placed)
        {
            case StatusChanged change:
                Place(connection.Prepare("""
                    INSERT INTO status_changes (event, commit_no, job, after_seq, timestamp, run, from_status, to_status, reason, details, attempt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """), change)
                    .Bind(6, change.Run!.Value.Number).Bind(7, change.From?.ToText()).Bind(8, change.To.ToText())
                    .Bind(9, change.Reason).Bind(10, change.Details).Bind(11, change.Attempt)
                    .Run();
                break;
            case MetricRecorded metric:
                Place(connection.Prepare("""
                    INSERT INTO metrics (event, commit_no, job, after_seq, timestamp, run, metric_name, metric_value, metric_type, labels)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """), metric)
                    .Bind(6, metric.Run!.Value.Number).Bind(7, metric.Name).Bind(8, metric.Value).Bind(9, metric.Type).Bind(10, metric.Labels)
                    .Run();
                break;
            default:
                var before = (placed as EntriesRemoved)?.BeforeMicros;
                Place(connection.Prepare("""
                    INSERT INTO removals (event, commit_no, job, after_seq, timestamp, kind, before) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """), placed)
                    .Bind(6, before is null ? "job" : "before").Bind(7, before)
                    .Run();
                break;
        }
    }

    private static Statement Place(Statement insert, RunEvent placed) => insert
        .Bind(1, placed.Event)
        .Bind(2, placed.Commit)
        .Bind(3, placed.Job.Number)
        .Bind(4, placed.AfterSeq)
        .Bind(5, placed.TimestampMicros);
}
