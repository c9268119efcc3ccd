using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Runs;

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
    public const string SelectRemoval = """
        SELECT event, commit_no, job, NULL::bigint AS run, after_seq, timestamp, kind, before, first_seq, last_seq, last_event, spared FROM removals
        """;

    /// <summary>The status change in the current row.</summary>
    public static StatusChanged ReadStatusChange(NpgsqlDataReader row) => new()
    {
        Event = row.GetInt64(0),
        Commit = row.GetInt64(1),
        Job = new JobId(row.GetInt32(2)),
        Run = new RunId(row.GetInt64(3)),
        AfterSeq = row.GetInt64(4),
        TimestampMicros = row.GetInt64(5),
        From = row.TextOrNull(6) is { } from ? RunRows.Status(from) : null,
        To = RunRows.Status(row.GetString(7)),
        Reason = row.TextOrNull(8),
        Details = row.TextOrNull(9),
        Attempt = row.GetInt32(10),
    };

    /// <summary>The metric in the current row.</summary>
    public static MetricRecorded ReadMetric(NpgsqlDataReader row) => new()
    {
        Event = row.GetInt64(0),
        Commit = row.GetInt64(1),
        Job = new JobId(row.GetInt32(2)),
        Run = new RunId(row.GetInt64(3)),
        AfterSeq = row.GetInt64(4),
        TimestampMicros = row.GetInt64(5),
        Name = row.GetString(6),
        Value = row.GetDouble(7),
        Type = row.GetString(8),
        Labels = row.TextOrNull(9),
    };

    /// <summary>The removed job in the current row.</summary>
    public static JobRemoved ReadJobRemoved(NpgsqlDataReader row) => new()
    {
        Event = row.GetInt64(0),
        Commit = row.GetInt64(1),
        Job = new JobId(row.GetInt32(2)),
        AfterSeq = row.GetInt64(4),
        TimestampMicros = row.GetInt64(5),
    };

    /// <summary>The removal in the current row, of either kind; of a clean-up that says what it took.</summary>
    public static RunEvent ReadRemoval(NpgsqlDataReader row) => row.IsDBNull(7) ? ReadJobRemoved(row) : new EntriesRemoved
    {
        Event = row.GetInt64(0),
        Commit = row.GetInt64(1),
        Job = new JobId(row.GetInt32(2)),
        AfterSeq = row.GetInt64(4),
        TimestampMicros = row.GetInt64(5),
        BeforeMicros = row.GetInt64(7),
        FirstSeq = row.GetInt64(8),
        LastSeq = row.GetInt64(9),
        LastEvent = row.GetInt64(10),
        Spared = RunNumbers.Read(row.GetFieldValue<byte[]>(11)),
    };
}
