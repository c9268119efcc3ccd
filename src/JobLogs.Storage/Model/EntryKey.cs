namespace JobLogs.Storage.Model;

/// <summary>
/// The 64-bit key that entries are clustered by: job number in the high 23 bits, seq in the low 40,
/// so that the log of a job is one range.
/// </summary>
public readonly record struct EntryKey(long Value)
{
    /// <summary>Bits that the seq takes.</summary>
    public const int SeqBits = 40;

    /// <summary>The greatest seq: about 10^12 entries in one job.</summary>
    public const long MaxSeq = (1L << SeqBits) - 1;

    /// <summary>The key of the entry at <paramref name="seq"/> in the log of <paramref name="job"/>.</summary>
    public static EntryKey Of(JobId job, long seq) => new(((long)job.Number << SeqBits) | seq);

    /// <summary>The job whose log the entry is in.</summary>
    public JobId Job => new((int)(Value >> SeqBits));

    /// <summary>The entry's place in its job's log.</summary>
    public long Seq => Value & MaxSeq;
}
