using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Logs;

/// <summary>The conditions of a search, all of which an entry must meet; an absent one matches any.</summary>
public sealed record SearchFilters
{
    /// <summary>Only this job's, by id or name.</summary>
    public string? JobId { get; init; }

    /// <summary>Its level is one of these. A text with commas is taken too.</summary>
    public IReadOnlyList<string>? Level { get; init; }

    /// <summary>Its level is this one or above.</summary>
    public string? MinLevel { get; init; }

    /// <summary>Its step is exactly one of these. A text with commas is taken too.</summary>
    public IReadOnlyList<string>? Step { get; init; }

    /// <summary>Its timestamp is this or later.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Its timestamp is this or earlier.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Its message contains this text, after folding both; at most 256 characters.</summary>
    public string? Search { get; init; }

    /// <summary>It is about exactly this paper.</summary>
    public string? PaperId { get; init; }

    /// <summary>It has exactly this error code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>It was written by exactly this logger.</summary>
    public string? LoggerName { get; init; }

    /// <summary>It was written by this run.</summary>
    public string? JobRunId { get; init; }

    /// <summary>It was written in this attempt, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>Its seq is this or greater.</summary>
    public long? FromSeq { get; init; }

    /// <summary>Its seq is this or smaller.</summary>
    public long? ToSeq { get; init; }
}
