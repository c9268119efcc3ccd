namespace JobLogs.Storage.Model;

/// <summary>A research paper that a <c>paper_search</c> run kept. Times are microseconds since the Unix epoch.</summary>
public sealed record Paper
{
    /// <summary>Where it came from: <c>arxiv</c>, <c>folder</c> or <c>sample</c>; ids are unique within a source.</summary>
    public required string Source { get; init; }

    /// <summary>The paper's id there, without a version.</summary>
    public required string Id { get; init; }

    /// <summary>The paper's title.</summary>
    public required string Title { get; init; }

    /// <summary>Who wrote it.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>Subject classes, the primary one first.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>When it was first published.</summary>
    public required long PublishedAt { get; init; }

    /// <summary>When the kept version was published.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>The version number; null when the source has none.</summary>
    public int? Version { get; init; }

    /// <summary>What it is about.</summary>
    public required string Summary { get; init; }

    /// <summary>Where to read it.</summary>
    public required string Link { get; init; }

    /// <summary>The processing's result: a JSON object.</summary>
    public string? Analysis { get; init; }

    /// <summary>The run that processed it last.</summary>
    public required RunId Run { get; init; }

    /// <summary>The job of that run.</summary>
    public required JobId Job { get; init; }

    /// <summary>When it was processed last.</summary>
    public required long ProcessedAt { get; init; }
}
