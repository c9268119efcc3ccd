namespace JobLogs.Storage.Model;

/// <summary>Whose log is read: every job's, one job's, or one run's.</summary>
/// <param name="Job">The job; null means all.</param>
/// <param name="Run">The run of that job; null means the whole job.</param>
public readonly record struct LogScope(JobId? Job, RunId? Run)
{
    /// <summary>The logs of all jobs, in commit order.</summary>
    public static LogScope All => default;

    /// <summary>The log of one job.</summary>
    public static LogScope OfJob(JobId job) => new(job, null);

    /// <summary>The part of a job's log that one run wrote.</summary>
    public static LogScope OfRun(JobId job, RunId run) => new(job, run);

    /// <summary>Compares two places in this scope's order.</summary>
    public int Compare(in Place left, in Place right) => Job is null ? left.CompareInAll(right) : left.CompareInJob(right);
}
