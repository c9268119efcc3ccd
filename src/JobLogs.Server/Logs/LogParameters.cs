using JobLogs.Server.Http;

namespace JobLogs.Server.Logs;

/// <summary>The query parameters of the reading side, as the OpenAPI document shows them.</summary>
internal static class LogParameters
{
    private static readonly QueryParameter Order = new(
        "order", "desc (newest first) or asc, by seq; across jobs by commit, then job, then seq.");

    private static readonly QueryParameter After = new("after", "A cursor: only what stands after it.");

    private static readonly QueryParameter[] Common =
    [
        new("level", "Exactly this level, or a comma list: DEBUG, INFO, WARNING, ERROR, CRITICAL."),
        new("min_level", "This level and above."),
        new("step", "Exactly this step, or a comma list."),
        new("search", "The message contains this text, whatever the case; no wildcards; at most 256 characters."),
    ];

    /// <summary>The conditions of a filter.</summary>
    public static QueryParameter[] Filters { get; } =
    [
        .. Common,
        new("start_time", "The entry's timestamp is this or later.", QueryParameterKind.Time),
        new("end_time", "The entry's timestamp is this or earlier.", QueryParameterKind.Time),
        new("paper_id", "Exactly this paper."),
        new("error_code", "Exactly this error code."),
        new("logger_name", "Exactly this logger."),
        new("job_run_id", "Exactly this run."),
        new("attempt", "Exactly this attempt of a run, from 1.", QueryParameterKind.Integer),
        new("from_seq", "The entry's seq is this or greater.", QueryParameterKind.Integer),
        new("to_seq", "The entry's seq is this or smaller.", QueryParameterKind.Integer),
    ];

    /// <summary>A page of a log.</summary>
    public static QueryParameter[] History { get; } =
    [
        .. Filters,
        new("skip", "Matches to pass over; 0.", QueryParameterKind.Integer),
        new("limit", "Matches to return at most: 1 to 1000; 100.", QueryParameterKind.Integer),
        After,
        new("before", "A cursor: only what stands before it."),
        Order with { Description = Order.Description + " desc." },
        new("count", "exact, or none: leave total out and don't pay for it. exact."),
        new("store", "database or elasticsearch: who is to answer; the server chooses, and the answer is the same."),
    ];

    /// <summary>What is new.</summary>
    public static QueryParameter[] Realtime { get; } =
    [
        .. Common,
        new("since_timestamp", "Only entries with a later timestamp.", QueryParameterKind.Time),
        After,
        new("limit", "Entries to return at most: 1 to 1000; 50.", QueryParameterKind.Integer),
        new("wait", "Seconds to hold the call until there is something: 0 to 60; 0.", QueryParameterKind.Integer),
    ];

    /// <summary>Statistics.</summary>
    public static QueryParameter[] Statistics { get; } =
    [
        .. Filters,
        new("interval", "Width of the histogram's spans, such as 30s, 5m, 1h or 1d."),
        new("buckets", "Instead: how many spans between the first and the last entry, 1 to 1000; 60.", QueryParameterKind.Integer),
        new("steps", "Whether by_step is wanted; true. Without it and without durations the answer comes from summaries, much sooner.", QueryParameterKind.Flag),
        new("durations", "Whether durations are wanted; true.", QueryParameterKind.Flag),
    ];

    /// <summary>Facets.</summary>
    public static QueryParameter[] Facets { get; } =
    [
        .. Filters,
        new("by", "A comma list of job, step, level, error_code; all of them."),
        new("limit", "Values of each to return at most: 1 to 1000; 20.", QueryParameterKind.Integer),
    ];

    /// <summary>Export.</summary>
    public static QueryParameter[] Export { get; } =
    [
        .. Filters,
        new("format", "ndjson, csv or text; ndjson."),
        Order with { Description = Order.Description + " asc." },
    ];

    /// <summary>Errors.</summary>
    public static QueryParameter[] Errors { get; } =
    [
        new("days", "How many days back to look: 1 to 36500; 7.", QueryParameterKind.Integer),
    ];
}
