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
            case EntriesRemoved removed:
                Place(connection.Prepare("""
                    INSERT INTO removals (event, commit_no, job, after_seq, timestamp, kind, before, first_seq, last_seq, last_event, spared)
                    VALUES (?, ?, ?, ?, ?, 'before', ?, ?, ?, ?, ?)
                    """), removed)
                    .Bind(6, removed.BeforeMicros).Bind(7, removed.FirstSeq).Bind(8, removed.LastSeq).Bind(9, removed.LastEvent)
                    .BindBlob(10, RunNumbers.Write(removed.Spared))
                    .Run();
                break;
            default:
                Place(connection.Prepare("INSERT INTO removals (event, commit_no, job, after_seq, timestamp, kind) VALUES (?, ?, ?, ?, ?, 'job')"), placed)
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
