using JobLogs.Protocol.Runs;

namespace JobLogs.Protocol.Comparisons;

/// <summary>One of the two runs.</summary>
/// <param name="JobRunId">Its id, <c>run_…</c>.</param>
/// <param name="JobId">Its job, <c>job_…</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DurationMs">Milliseconds from its start to its end, or to now.</param>
/// <param name="Counts">Entries written, by level.</param>
/// <param name="Entries">Entries written.</param>
/// <param name="ComparedEntries">Entries of these whose messages were compared, from the first on; fewer when the run is longer than the limit, or clean-up removed some.</param>
public sealed record ComparedRun(
    string JobRunId, string JobId, string Status, DateTimeOffset? StartedAt, long? DurationMs, LevelCountsDocument Counts, long Entries, long ComparedEntries);
