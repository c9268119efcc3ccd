using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>Names one item of a batch: an entry by its seq, or an event by its number.</summary>
/// <param name="Job">The job.</param>
/// <param name="Seq">The entry's seq; 0 for an event.</param>
/// <param name="Event">The event's number; 0 for an entry.</param>
public readonly record struct CopyItem(JobId Job, long Seq, long Event)
{
    /// <summary>The entry at <paramref name="seq"/>.</summary>
    public static CopyItem Entry(JobId job, long seq) => new(job, seq, 0);

    /// <summary>The event with this number.</summary>
    public static CopyItem Happened(JobId job, long number) => new(job, 0, number);
}
