namespace JobLogs.Protocol.Runs;

/// <summary>A named, timed part of a run.</summary>
/// <param name="Id">The step's id, unique in its run.</param>
/// <param name="ParentId">The step that it is a part of, or null.</param>
/// <param name="Name">What it does.</param>
/// <param name="Status"><c>running completed failed cancelled skipped</c>.</param>
/// <param name="Attempt">The attempt it belongs to.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended, or null.</param>
/// <param name="DurationMs">Milliseconds from its begin to its end, or to now while it isn't over.</param>
public sealed record StepDocument(
    string Id,
    string? ParentId,
    string Name,
    string Status,
    int Attempt,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long DurationMs);
