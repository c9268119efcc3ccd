using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Maintenance;

/// <summary>One thing that the copy refuses. The thing itself is in the database.</summary>
public sealed record DeadLetterDocument
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary><c>log</c> or <c>event</c>: a status change or a metric.</summary>
    public required string Kind { get; init; }

    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>The run.</summary>
    public required string JobRunId { get; init; }

    /// <summary>The entry; null for an event.</summary>
    public string? LogId { get; init; }

    /// <summary>The event's number; null for an entry.</summary>
    public long? Event { get; init; }

    /// <summary>The commit that wrote it.</summary>
    public required long Commit { get; init; }

    /// <summary>Why, in the search server's words.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was refused first.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset FirstTriedAt { get; init; }

    /// <summary>When it was refused last.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset LastTriedAt { get; init; }

    /// <summary>How often it was refused.</summary>
    public required int Tries { get; init; }
}
