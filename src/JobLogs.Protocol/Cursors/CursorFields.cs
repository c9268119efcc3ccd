namespace JobLogs.Protocol.Cursors;

/// <summary>The place that a cursor names. None of the numbers is negative.</summary>
/// <param name="AllJobs">Whether it is a place in the order of all jobs (true) or in one job's log (false).</param>
/// <param name="Job">The job's number; for a place over all jobs, the job of the last entry seen in that commit.</param>
/// <param name="Commit">The commit; only in a place over all jobs, else 0.</param>
/// <param name="Seq">The seq of the last entry seen.</param>
/// <param name="Event">The number of the last status change, step or metric seen.</param>
public readonly record struct CursorFields(bool AllJobs, int Job, long Commit, long Seq, long Event)
{
    /// <summary>The run whose stream ended here, in the cursor of its <c>end</c>; else 0. Only in a place of one job's log.</summary>
    public long EndOfRun { get; init; }
}
