using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>Runs that are asked for, newest first.</summary>
public sealed record RunQuery
{
    /// <summary>Only this job's.</summary>
    public JobId? Job { get; init; }

    /// <summary>Only with one of these statuses; null means any.</summary>
    public IReadOnlyList<RunStatus>? Statuses { get; init; }

    /// <summary>Only made at this time or later, in microseconds since the Unix epoch.</summary>
    public long? StartMicros { get; init; }

    /// <summary>Only made at this time or earlier, in microseconds since the Unix epoch.</summary>
    public long? EndMicros { get; init; }

    /// <summary>Runs to pass over.</summary>
    public long Skip { get; init; }

    /// <summary>Runs to return at most.</summary>
    public required int Limit { get; init; }
}
