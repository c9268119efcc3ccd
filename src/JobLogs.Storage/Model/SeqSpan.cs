namespace JobLogs.Storage.Model;

/// <summary>Neighbouring entries that one commit wrote in one job's log.</summary>
/// <param name="Job">The job.</param>
/// <param name="FirstSeq">The seq of the first.</param>
/// <param name="Count">How many; at least 1.</param>
public readonly record struct SeqSpan(JobId Job, long FirstSeq, long Count)
{
    /// <summary>The seq of the last.</summary>
    public long LastSeq => FirstSeq + Count - 1;
}
