namespace JobLogs.Storage.Model;

/// <summary>
/// A place in what was committed; what a cursor carries.
/// <para>
/// In one job's log, places are ordered by (<see cref="Seq"/>, <see cref="Event"/>): an entry stands at (its seq, 0) and
/// an event (a status change, a metric, a removal) at (the job's last seq when it was committed, its own number), so after
/// every entry that was committed before it. Over all jobs they are ordered by (<see cref="Commit"/>, <see cref="Job"/>,
/// <see cref="Seq"/>, <see cref="Event"/>).
/// </para>
/// </summary>
/// <param name="Commit">The commit's number; 0 where the order of one job is meant, which doesn't need it.</param>
/// <param name="Job">The job.</param>
/// <param name="Seq">The job's seq up to which everything was passed.</param>
/// <param name="Event">The last event that was passed after that seq; 0 when none.</param>
public readonly record struct Place(long Commit, JobId Job, long Seq, long Event)
{
    /// <summary>Before everything in the log of <paramref name="job"/>.</summary>
    public static Place StartOf(JobId job) => new(0, job, 0, 0);

    /// <summary>Before everything in every log.</summary>
    public static Place Start => default;

    /// <summary>Compares two places of the same job.</summary>
    public int CompareInJob(in Place other)
    {
        var bySeq = Seq.CompareTo(other.Seq);
        return bySeq != 0 ? bySeq : Event.CompareTo(other.Event);
    }

    /// <summary>Compares two places in the order over all jobs.</summary>
    public int CompareInAll(in Place other)
    {
        var byCommit = Commit.CompareTo(other.Commit);
        if (byCommit != 0)
        {
            return byCommit;
        }

        var byJob = Job.CompareTo(other.Job);
        return byJob != 0 ? byJob : CompareInJob(other);
    }
}
