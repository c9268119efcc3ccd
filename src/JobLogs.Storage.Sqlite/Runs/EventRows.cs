using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Runs;

/// <summary>How events lie in their tables. All three begin with the same columns.</summary>
internal static class EventRows
{
    /// <summary>The columns that <see cref="ReadStatusChange"/> reads, in its order.</summary>
    public const string SelectStatusChange =
        "SELECT event, commit_no, job, run, after_seq, timestamp, from_status, to_status, reason, details, attempt FROM status_changes";

    /// <summary>The columns that <see cref="ReadMetric"/> reads, in its order.</summary>
    public const string SelectMetric =
        "SELECT event, commit_no, job, run, after_seq, timestamp, metric_name, metric_value, metric_type, labels FROM metrics";

    /// <summary>The columns that <see cref="ReadJobRemoved"/> reads, in its order; of the rows whose kind is <c>job</c>; and those of <see cref="ReadRemoval"/>.</summary>
    public const string SelectRemoval =
        "SELECT event, commit_no, job, NULL, after_seq, timestamp, kind, before, first_seq, last_seq, last_event, spared FROM removals";

    /// <summary>The status change in the current row.</summary>
    public static StatusChanged ReadStatusChange(Statement row) => new()
    {
        Event = row.Long(0),
        Commit = row.Long(1),
        Job = new JobId(row.Int(2)),
        Run = new RunId(row.Long(3)),
        AfterSeq = row.Long(4),
        TimestampMicros = row.Long(5),
        From = row.IsNull(6) ? null : RunRows.Status(row, 6),
        To = RunRows.Status(row, 7),
        Reason = row.TextOrNull(8),
        Details = row.TextOrNull(9),
        Attempt = row.Int(10),
    };

    /// <summary>The metric in the current row.</summary>
    public static MetricRecorded ReadMetric(Statement row) => new()
    {
        Event = row.Long(0),
        Commit = row.Long(1),
        Job = new JobId(row.Int(2)),
        Run = new RunId(row.Long(3)),
        AfterSeq = row.Long(4),
        TimestampMicros = row.Long(5),
        Name = row.Text(6),
        Value = row.Real(7),
        Type = row.Text(8),
        Labels = row.TextOrNull(9),
    };

    /// <summary>The removed job in the current row.</summary>
    public static JobRemoved ReadJobRemoved(Statement row) => new()
    {
        Event = row.Long(0),
        Commit = row.Long(1),
        Job = new JobId(row.Int(2)),
        AfterSeq = row.Long(4),
        TimestampMicros = row.Long(5),
    };

    /// <summary>The removal in the current row, of either kind; of a clean-up that says what it took.</summary>
    public static RunEvent ReadRemoval(Statement row) => row.IsNull(7) ? ReadJobRemoved(row) : new EntriesRemoved
    {
        Event = row.Long(0),
        Commit = row.Long(1),
        Job = new JobId(row.Int(2)),
        AfterSeq = row.Long(4),
        TimestampMicros = row.Long(5),
        BeforeMicros = row.Long(7),
        FirstSeq = row.Long(8),
        LastSeq = row.Long(9),
        LastEvent = row.Long(10),
        Spared = RunNumbers.Read(row.Bytes(11)),
    };
}
