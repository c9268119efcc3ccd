namespace JobLogs.Protocol.Runs;

/// <summary>A run at one glance.</summary>
public sealed record RunSummary
{
    /// <summary>The run's id, <c>run_…</c>.</summary>
    public required string JobRunId { get; init; }

    /// <summary>Its job, <c>job_…</c>.</summary>
    public required string JobId { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Status { get; init; }

    /// <summary>Milliseconds from its start to its end, or to now while it isn't over; null before the start.</summary>
    public long? DurationMs { get; init; }

    /// <summary>Entries written, by level.</summary>
    public required LevelCountsDocument Counts { get; init; }

    /// <summary>Entries written.</summary>
    public required long Entries { get; init; }

    /// <summary>Why it ended badly, or null.</summary>
    public RunErrorDocument? Error { get; init; }

    /// <summary>Its first 1,000 steps, in the order of their begin.</summary>
    public required IReadOnlyList<StepDocument> Steps { get; init; }

    /// <summary>Its metrics by name, in the order of their first record.</summary>
    public required IReadOnlyList<MetricSummaryDocument> Metrics { get; init; }

    /// <summary>The run itself.</summary>
    public required RunDocument Run { get; init; }
}
