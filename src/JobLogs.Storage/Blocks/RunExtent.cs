using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Where the entries of a run lie in its job's log.</summary>
/// <param name="Run">The run.</param>
/// <param name="Job">Its job.</param>
/// <param name="Range">From its first to its last entry; from 0 to 0 before the first.</param>
/// <param name="Entries">How many it ever wrote.</param>
/// <param name="RemovedThroughSeq">The highest seq of it that clean-up has removed; 0 when none was.</param>
public readonly record struct RunExtent(RunId Run, JobId Job, SeqRange Range, long Entries, long RemovedThroughSeq)
{
    /// <summary>Whether no other run wrote anything between its first and its last entry.</summary>
    public bool IsAlone => Entries > 0 && Range.To - Range.From + 1 == Entries;
}
