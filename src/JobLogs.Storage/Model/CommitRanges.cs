namespace JobLogs.Storage.Model;

/// <summary>
/// The entries that a commit wrote, as <c>commits.ranges</c> keeps them: for each job, in rising order of its number, three
/// varints (7 bits a byte, the lowest first, the high bit set on all but the last): the job's number less that of the job
/// before, the first seq, and how many entries. Empty when the commit wrote none.
/// </summary>
public static class CommitRanges
{
    /// <summary>Appends one job's entries; call it in rising order of the jobs.</summary>
    /// <param name="ranges">What was appended before, and room for more.</param>
    /// <param name="previous">The job of the call before; <c>default</c> for the first.</param>
    /// <param name="span">The entries.</param>
    public static void Append(List<byte> ranges, JobId previous, SeqSpan span)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        Varints.Append(ranges, span.Job.Number - previous.Number);
        Varints.Append(ranges, span.FirstSeq);
        Varints.Append(ranges, span.Count);
    }

    /// <summary>Takes the first span off <paramref name="ranges"/>; false when there is none left.</summary>
    /// <param name="ranges">What is left to read.</param>
    /// <param name="job">The job of the call before, <c>default</c> for the first; then the span's job.</param>
    /// <param name="span">The entries.</param>
    /// <exception cref="FormatException">These are no ranges.</exception>
    public static bool TryTake(ref ReadOnlySpan<byte> ranges, ref JobId job, out SeqSpan span)
    {
        if (ranges.IsEmpty)
        {
            span = default;
            return false;
        }

        job = new JobId(checked(job.Number + (int)Varints.Take(ref ranges)));
        span = new SeqSpan(job, Varints.Take(ref ranges), Varints.Take(ref ranges));
        return true;
    }
}
