using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>Counts over the entries that a filter matches.</summary>
public sealed record LogStatistics
{
    /// <summary>Matching entries by level.</summary>
    public required LevelCounts ByLevel { get; init; }

    /// <summary>Matching entries by step, most first; an entry without a step counts nowhere here.</summary>
    public required IReadOnlyList<StepCount> ByStep { get; init; }

    /// <summary>Counts by time, oldest first; empty buckets are left out.</summary>
    public required IReadOnlyList<HistogramBucket> Histogram { get; init; }

    /// <summary>How long the steps took, by entries that carry a duration.</summary>
    public required IReadOnlyList<StepDurations> Durations { get; init; }
}
