namespace JobLogs.Storage.Model;

/// <summary>One execution of a job, as it is stored. Times are microseconds since the Unix epoch.</summary>
public sealed record Run
{
    /// <summary>The run's number.</summary>
    public required RunId Id { get; init; }

    /// <summary>The job that it executes.</summary>
    public required JobId Job { get; init; }

    /// <summary>The job's present name.</summary>
    public required string JobName { get; init; }

    /// <summary>The job's present type.</summary>
    public required string JobType { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it exists.</summary>
    public required RunTrigger Trigger { get; init; }

    /// <summary>The attempt that is under way, or was the last; from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The run that this one repeats.</summary>
    public RunId? RetryOf { get; init; }

    /// <summary>The occurrence that made it; null when none did.</summary>
    public long? ScheduledAt { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Not before this time may its (next) attempt begin.</summary>
    public required long ReadyAt { get; init; }

    /// <summary>When its first attempt began.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public long? FinishedAt { get; init; }

    /// <summary>The step it is in.</summary>
    public string? CurrentStep { get; init; }

    /// <summary>How far it says it is.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>Entries written, by level; those that clean-up removed included.</summary>
    public LevelCounts Counts { get; init; }

    /// <summary>The seq of its first entry; 0 when it has none.</summary>
    public long FirstSeq { get; init; }

    /// <summary>The seq of its last entry; 0 when it has none.</summary>
    public long LastSeq { get; init; }

    /// <summary>A JSON object: the job's parameters as they were when it was made, with what the trigger added.</summary>
    public required string Parameters { get; init; }

    /// <summary>Why it ended badly.</summary>
    public RunError? Error { get; init; }

    /// <summary>The server that executes it; null while pending, when over, and for an external run.</summary>
    public string? Owner { get; init; }

    /// <summary>Rises with each taking up; a write that names another is refused.</summary>
    public int FencingToken { get; init; }

    /// <summary>Until when its owner has it; null means without limit.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>For an external run: each write renews its lease for so many seconds; 0 means without limit. Null for others.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>When somebody asked to cancel it.</summary>
    public long? CancelRequestedAt { get; init; }

    /// <summary>Why it is to end, as a sentence, when a rule of its job says so; null when a person asked for it.</summary>
    public string? CancelReason { get; init; }
}
