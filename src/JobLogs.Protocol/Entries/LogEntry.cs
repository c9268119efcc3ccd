using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Entries;

/// <summary>One entry as the API gives it, for clients. The server writes it with <see cref="EntryJson"/>.</summary>
public sealed record LogEntry
{
    /// <summary>The entry's id, <c>log_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its place in the log of its job, from 1, in commit order.</summary>
    public required long Seq { get; init; }

    /// <summary>Its job, <c>job_…</c>.</summary>
    public required string JobId { get; init; }

    /// <summary>Its run, <c>run_…</c>.</summary>
    public required string JobRunId { get; init; }

    /// <summary>When it happened, in UTC, to the microsecond.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How serious it is.</summary>
    [JsonConverter(typeof(JobLogLevelJsonConverter))]
    public required JobLogLevel Level { get; init; }

    /// <summary>What happened.</summary>
    public required string Message { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>The step of the run, or null.</summary>
    public string? Step { get; init; }

    /// <summary>How long it took, in milliseconds, or null.</summary>
    public long? DurationMs { get; init; }

    /// <summary>The paper that it is about, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PaperId { get; init; }

    /// <summary>A stable code of the error, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ErrorCode { get; init; }

    /// <summary>The logger's category, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LoggerName { get; init; }

    /// <summary>The trace that it belongs to, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>The span of the trace, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SpanId { get; init; }

    /// <summary>The exception that it reports, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogException? Exception { get; init; }

    /// <summary>The attempt of the run; null, which means the first, unless above 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Attempt { get; init; }

    /// <summary>Whether the message was cut at its limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Truncated { get; init; }
}
