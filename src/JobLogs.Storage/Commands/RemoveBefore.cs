using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Removes, in one job, entries, status changes and metrics with a timestamp before a cutoff, a bounded number. What belongs
/// to runs that are not over stays; runs keep their row and counters.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="beforeMicros">The cutoff, in microseconds since the Unix epoch; what has exactly this timestamp stays.</param>
/// <param name="maxRows">Rows to remove at most; about.</param>
public sealed class RemoveBefore(JobId job, long beforeMicros, int maxRows) : StoreCommand
{
    /// <summary>The job.</summary>
    public JobId Job { get; } = job;

    /// <summary>The cutoff, in microseconds since the Unix epoch.</summary>
    public long BeforeMicros { get; } = beforeMicros;

    /// <summary>Rows to remove at most; about.</summary>
    public int MaxRows { get; } = maxRows;

    /// <summary>Where the next step goes on: pass <see cref="ResumeAfterSeq"/> of the step before, 0 for the first.</summary>
    public long AfterSeq { get; init; }

    /// <summary>What was removed.</summary>
    public RemovalCount Removed { get; set; }

    /// <summary>Entries up to this seq were looked at.</summary>
    public long ResumeAfterSeq { get; set; }

    /// <summary>Whether there is more to look at.</summary>
    public bool More { get; set; }
}
