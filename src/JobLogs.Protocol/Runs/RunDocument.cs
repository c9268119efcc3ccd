using System.Text.Json;

namespace JobLogs.Protocol.Runs;

/// <summary>A run as the API gives it.</summary>
public sealed record RunDocument
{
    /// <summary>The run's id, <c>run_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The same as <see cref="Id"/>.</summary>
    public required string JobRunId { get; init; }

    /// <summary>Its job, <c>job_…</c>.</summary>
    public required string JobId { get; init; }

    /// <summary>The job's present name.</summary>
    public required string JobName { get; init; }

    /// <summary>The job's present type; the server executes no runs of <c>external</c> ones.</summary>
    public required string JobType { get; init; }

    /// <summary><c>pending running completed failed cancelled timed_out interrupted skipped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it exists: <c>schedule manual api retry catch_up</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>The attempt that is under way, or was the last; from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The run that this one repeats, or null.</summary>
    public string? RetryOf { get; init; }

    /// <summary>The occurrence that made it, or null.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first attempt began, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Milliseconds from its start to its end, or to now while it isn't over; null before the start.</summary>
    public long? DurationMs { get; init; }

    /// <summary>The step it is in, or null.</summary>
    public string? CurrentStep { get; init; }

    /// <summary>How far it says it is, or null.</summary>
    public ProgressDocument? Progress { get; init; }

    /// <summary>Entries written, by level.</summary>
    public required LevelCountsDocument Counts { get; init; }

    /// <summary>Entries written.</summary>
    public required long Entries { get; init; }

    /// <summary>The seq of its first entry, or null.</summary>
    public long? FirstSeq { get; init; }

    /// <summary>The seq of its last entry, or null.</summary>
    public long? LastSeq { get; init; }

    /// <summary>A JSON object: the job's parameters as they were when it was made, with what the trigger added.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>Why it ended badly, or null.</summary>
    public RunErrorDocument? Error { get; init; }
}
