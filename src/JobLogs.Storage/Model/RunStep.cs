namespace JobLogs.Storage.Model;

/// <summary>A named, timed part of a run. Times are microseconds since the Unix epoch.</summary>
public sealed record RunStep
{
    /// <summary>The step's id, unique in its run.</summary>
    public required string Id { get; init; }

    /// <summary>The step that it is a part of.</summary>
    public string? ParentId { get; init; }

    /// <summary>What it does.</summary>
    public required string Name { get; init; }

    /// <summary><c>running</c>, or how it ended: <c>completed</c>, <c>failed</c>, <c>cancelled</c> or <c>skipped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The attempt it belongs to.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it began.</summary>
    public required long StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public long? FinishedAt { get; init; }
}
