using JobLogs.Storage.Model;

namespace JobLogs.Storage.Filters;

/// <summary>
/// The conditions that an entry must meet, all of them. <c>EntryMatcher</c> is what they mean; an index may only
/// leave out what it would refuse. An empty filter matches every entry.
/// </summary>
public sealed record LogFilter
{
    /// <summary>The filter that matches every entry.</summary>
    public static LogFilter None { get; } = new();

    /// <summary>Its level is one of these.</summary>
    public LevelSet Levels { get; init; } = LevelSet.All;

    /// <summary>Its step is exactly one of these; null means any, and none.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>Its timestamp is this or later, in microseconds since the Unix epoch.</summary>
    public long? StartMicros { get; init; }

    /// <summary>Its timestamp is this or earlier, in microseconds since the Unix epoch.</summary>
    public long? EndMicros { get; init; }

    /// <summary>Its message contains this text, after folding both.</summary>
    public string? Search { get; init; }

    /// <summary>It is about exactly this paper.</summary>
    public string? PaperId { get; init; }

    /// <summary>It has exactly this error code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>It was written by exactly this logger.</summary>
    public string? LoggerName { get; init; }

    /// <summary>It was written by this run.</summary>
    public RunId? Run { get; init; }

    /// <summary>It was written in this attempt (an entry that doesn't say is of the first).</summary>
    public int? Attempt { get; init; }

    /// <summary>Its seq is this or greater.</summary>
    public long? FromSeq { get; init; }

    /// <summary>Its seq is this or smaller.</summary>
    public long? ToSeq { get; init; }

    /// <summary>It meets these conditions of added fields, about which no index knows anything; null for none.</summary>
    public EntryConditions? Conditions { get; init; }
}
