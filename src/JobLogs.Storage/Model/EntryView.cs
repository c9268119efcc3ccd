namespace JobLogs.Storage.Model;

/// <summary>
/// One entry as spans of UTF-8, to be read or copied while what it points into is alive. An empty optional text means
/// that the entry has none.
/// </summary>
public ref struct EntryView
{
    /// <summary>The entry's place in its job's log; 0 before it was committed, or when it was refused as a repeat.</summary>
    public long Seq { get; set; }

    /// <summary>The commit that wrote the entry; 0 before.</summary>
    public long Commit { get; set; }

    /// <summary>The job whose log the entry is in.</summary>
    public JobId Job { get; set; }

    /// <summary>The run that wrote the entry.</summary>
    public RunId Run { get; set; }

    /// <summary>When it happened, in microseconds since the Unix epoch.</summary>
    public long TimestampMicros { get; set; }

    /// <summary>How grave it is.</summary>
    public EntryLevel Level { get; set; }

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Message { get; set; }

    /// <summary>A JSON object, byte for byte as it was sent.</summary>
    public ReadOnlySpan<byte> Details { get; set; }

    /// <summary>The step's name.</summary>
    public ReadOnlySpan<byte> Step { get; set; }

    /// <summary>The paper (or other item) that the entry is about.</summary>
    public ReadOnlySpan<byte> PaperId { get; set; }

    /// <summary>A stable name of what failed.</summary>
    public ReadOnlySpan<byte> ErrorCode { get; set; }

    /// <summary>The category of the logger.</summary>
    public ReadOnlySpan<byte> LoggerName { get; set; }

    /// <summary>The trace, as W3C Trace Context writes it.</summary>
    public ReadOnlySpan<byte> TraceId { get; set; }

    /// <summary>The span in the trace.</summary>
    public ReadOnlySpan<byte> SpanId { get; set; }

    /// <summary>A JSON object <c>{type, message, stack_trace}</c>.</summary>
    public ReadOnlySpan<byte> Exception { get; set; }

    /// <summary>How long it took, in milliseconds; -1 when not said.</summary>
    public long DurationMs { get; set; }

    /// <summary>The attempt of the run that wrote it, from 1; 0 when not said.</summary>
    public int Attempt { get; set; }

    /// <summary>Whether the message was longer than the limit and has been cut.</summary>
    public bool Truncated { get; set; }

    /// <summary>Where the entry stands among the entries of its request, from 0; what a producer's numbers count.</summary>
    public int Offset { get; set; }
}
