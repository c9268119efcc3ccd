using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>Entries of one span of time, which begins at <paramref name="StartMicros"/>.</summary>
public sealed record HistogramBucket(long StartMicros, LevelCounts Counts);
