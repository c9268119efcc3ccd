namespace JobLogs.Storage.Model;

/// <summary>
/// A step of clean-up took what was old in a job: of the entries between two seqs, and of the status changes and metrics up to
/// an event, all with an earlier timestamp than the cutoff, but for those of the runs that were not over. Copies are told;
/// streams are not.
/// </summary>
public sealed record EntriesRemoved : RunEvent
{
    /// <summary>The cutoff, in microseconds since the Unix epoch; what has exactly this timestamp stays.</summary>
    public required long BeforeMicros { get; init; }

    /// <summary>The first seq that was looked at.</summary>
    public required long FirstSeq { get; init; }

    /// <summary>The last seq that was looked at; less than <see cref="FirstSeq"/> when none was.</summary>
    public required long LastSeq { get; init; }

    /// <summary>Status changes and metrics up to this event were looked at; 0 when none was.</summary>
    public required long LastEvent { get; init; }

    /// <summary>The runs of the job that were not over, in rising order: what is theirs stayed.</summary>
    public required IReadOnlyList<RunId> Spared { get; init; }
}
