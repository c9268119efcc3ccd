using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>
/// What one commit removed from the database: a job with all that is its own, or in a job the entries, status changes and
/// metrics with a timestamp before a cutoff. It says the same set that the database removed, so that it may be carried out
/// late and again: what was written after it lies outside its bounds.
/// </summary>
public sealed record CopyRemoval
{
    /// <summary>The job.</summary>
    public required JobId Job { get; init; }

    /// <summary>The cutoff in microseconds since the Unix epoch, what has exactly this timestamp stays; null when the whole job goes.</summary>
    public long? BeforeMicros { get; init; }

    /// <summary>Only entries after this seq; 0 for all. Doesn't count when the whole job goes.</summary>
    public long AfterSeq { get; init; }

    /// <summary>Only entries up to this seq; 0 for none. Doesn't count when the whole job goes.</summary>
    public long ThroughSeq { get; init; }

    /// <summary>Only events up to this number; 0 for none. Doesn't count when the whole job goes.</summary>
    public long ThroughEvent { get; init; }

    /// <summary>Runs of which everything stays. Doesn't count when the whole job goes.</summary>
    public IReadOnlyList<RunId> Spared { get; init; } = [];
}
