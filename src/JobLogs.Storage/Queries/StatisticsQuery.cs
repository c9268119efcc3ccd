using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>Statistics that are asked for, over the entries that a filter matches.</summary>
public sealed record StatisticsQuery
{
    /// <summary>Whose log.</summary>
    public required LogScope Scope { get; init; }

    /// <summary>Which entries of it.</summary>
    public LogFilter Filter { get; init; } = LogFilter.None;

    /// <summary>Width of a histogram bucket in microseconds, aligned to the Unix epoch; null when <see cref="Buckets"/> says it.</summary>
    public long? IntervalMicros { get; init; }

    /// <summary>How many buckets between the first and the last matching timestamp (or the filter's own bounds); null for none.</summary>
    public int? Buckets { get; init; }

    /// <summary>Whether counts by step are wanted, which reads every entry.</summary>
    public bool Steps { get; init; } = true;

    /// <summary>Whether durations by step are wanted, which reads every entry that has one.</summary>
    public bool Durations { get; init; } = true;
}
