using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Frames;

/// <summary>What stands before the data of a message.</summary>
/// <param name="TimestampMicros">The time of its matter, in microseconds since the Unix epoch.</param>
/// <param name="Job">The job; null where it doesn't apply.</param>
/// <param name="Run">The run; null where it doesn't apply.</param>
/// <param name="Place">The place that its cursor names; null when it has none.</param>
internal readonly record struct FrameHead(MessageType Type, long TimestampMicros, JobId? Job, RunId? Run, Place? Place)
{
    /// <summary>The head of an entry's message.</summary>
    public static FrameHead Of(in EntryView entry, in Place place) => new(MessageType.Log, entry.TimestampMicros, entry.Job, entry.Run, place);

    /// <summary>The head of the message of a status change or a metric.</summary>
    public static FrameHead Of(RunEvent happened) => new(
        happened is MetricRecorded ? MessageType.Metric : MessageType.Status, happened.TimestampMicros, happened.Job, happened.Run, happened.Place);
}
