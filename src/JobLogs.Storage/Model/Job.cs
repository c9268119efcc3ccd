namespace JobLogs.Storage.Model;

/// <summary>A job as it is stored. Times are microseconds since the Unix epoch.</summary>
public sealed record Job
{
    /// <summary>The job's number.</summary>
    public required JobId Id { get; init; }

    /// <summary>What a person said about it.</summary>
    public required JobDefinition Definition { get; init; }

    /// <summary>The next occurrence; null when there is none (disabled, or without a cron expression).</summary>
    public long? NextRunAt { get; init; }

    /// <summary>When it was created.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When its definition was last changed.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>Rises with each change of the definition; what an update is conditional on.</summary>
    public required long Version { get; init; }

    /// <summary>The last seq given in its log; 0 when nothing was logged yet.</summary>
    public required long LastSeq { get; init; }
}
