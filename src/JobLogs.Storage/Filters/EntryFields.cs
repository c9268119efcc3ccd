namespace JobLogs.Storage.Filters;

/// <summary>Fields of an entry that a walk needs, beside job and seq, which it always has.</summary>
[Flags]
public enum EntryFields
{
    /// <summary>Only job and seq.</summary>
    None = 0,

    /// <summary>The commit.</summary>
    Commit = 1 << 0,

    /// <summary>The run.</summary>
    Run = 1 << 1,

    /// <summary>The timestamp.</summary>
    Timestamp = 1 << 2,

    /// <summary>The level.</summary>
    Level = 1 << 3,

    /// <summary>The message.</summary>
    Message = 1 << 4,

    /// <summary>The step.</summary>
    Step = 1 << 5,

    /// <summary>The duration.</summary>
    Duration = 1 << 6,

    /// <summary>The paper.</summary>
    PaperId = 1 << 7,

    /// <summary>The error code.</summary>
    ErrorCode = 1 << 8,

    /// <summary>The logger.</summary>
    LoggerName = 1 << 9,

    /// <summary>The attempt.</summary>
    Attempt = 1 << 10,

    /// <summary>The details.</summary>
    Details = 1 << 11,

    /// <summary>The trace.</summary>
    TraceId = 1 << 12,

    /// <summary>The span in the trace.</summary>
    SpanId = 1 << 13,

    /// <summary>The exception.</summary>
    Exception = 1 << 14,
}
