namespace JobLogs.Protocol.Jobs;

/// <summary>One of a job's newest runs, in short: enough for a strip of outcomes and for statistics over runs.</summary>
/// <param name="Id">The run's id, <c>run_…</c>.</param>
/// <param name="Status"><c>pending running completed failed cancelled timed_out interrupted skipped</c>.</param>
/// <param name="Trigger">Why it exists: <c>schedule manual api retry catch_up</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="StartedAt">When its first attempt began, or null.</param>
/// <param name="DurationMs">Milliseconds from its start to its end, or to now while it isn't over; null before the start.</param>
/// <param name="Warnings">Entries at WARNING.</param>
/// <param name="Errors">Entries at ERROR and above.</param>
public sealed record RecentRunDocument(
    string Id,
    string Status,
    string Trigger,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    long? DurationMs,
    long Warnings,
    long Errors);
