using System.Text.Json.Serialization;
using JobLogs.Protocol.Entries;

namespace JobLogs.Protocol.Logs;

/// <summary>What is new in a log, oldest first.</summary>
public sealed record RealtimePage
{
    /// <summary>The job, <c>job_…</c>.</summary>
    public required string JobId { get; init; }

    /// <summary>The run, <c>run_…</c>; null when the whole job was asked for.</summary>
    public required string? JobRunId { get; init; }

    /// <summary>The entries, oldest first.</summary>
    public required IReadOnlyList<LogEntry> Logs { get; init; }

    /// <summary>The last entry's id; null when there is none.</summary>
    public required string? LastLogId { get; init; }

    /// <summary>The last entry's timestamp; without an entry <c>since_timestamp</c> as it was given, or null.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public required DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>Pass it as <c>after</c> to the next call: everything up to there was looked at.</summary>
    public required string NextCursor { get; init; }

    /// <summary>Whether more is there already: call again at once.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Milliseconds to wait before the next call when there is no more and <c>wait</c> isn't used.</summary>
    public required int PollIntervalMs { get; init; }

    /// <summary>The highest seq after the cursor in <c>after</c> that clean-up has removed; absent when none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RemovedThroughSeq { get; init; }
}
