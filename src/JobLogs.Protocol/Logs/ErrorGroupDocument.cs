using System.Text.Json.Serialization;
using JobLogs.Protocol.Entries;

namespace JobLogs.Protocol.Logs;

/// <summary>Entries of one job at ERROR and above that have error code and step in common.</summary>
public sealed record ErrorGroupDocument
{
    /// <summary>Their error code; null when they have none.</summary>
    public required string? ErrorCode { get; init; }

    /// <summary>Their step; null when they have none.</summary>
    public required string? Step { get; init; }

    /// <summary>Their job, <c>job_…</c>.</summary>
    public required string JobId { get; init; }

    /// <summary>How many they are.</summary>
    public required long Count { get; init; }

    /// <summary>The earliest timestamp.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>The latest timestamp.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The one that was written last; null when it was removed meanwhile.</summary>
    public required LogEntry? Last { get; init; }
}
