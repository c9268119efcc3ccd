using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Papers;

/// <summary>A research paper that a run kept.</summary>
public sealed record PaperDocument
{
    /// <summary>Where it came from: <c>arxiv</c>, <c>folder</c> or <c>sample</c>; ids are unique within a source.</summary>
    public required string Source { get; init; }

    /// <summary>The paper's id there, without a version.</summary>
    public required string Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Who wrote it.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>Subject classes, the primary one first.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>When it was first published.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When the kept version was published.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version's number; null when the source has none.</summary>
    public required int? Version { get; init; }

    /// <summary>What it is about.</summary>
    public required string Summary { get; init; }

    /// <summary>Where to read it.</summary>
    public required string Link { get; init; }

    /// <summary>What the processing made of it, a JSON object; null when nothing.</summary>
    public required JsonElement? Analysis { get; init; }

    /// <summary>The job whose run processed it last, <c>job_…</c>.</summary>
    public required string JobId { get; init; }

    /// <summary>The run that processed it last, <c>run_…</c>.</summary>
    public required string JobRunId { get; init; }

    /// <summary>When that was.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset ProcessedAt { get; init; }
}
