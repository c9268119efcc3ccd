namespace JobLogs.Protocol.Entries;

/// <summary>The keys of an entry on input.</summary>
internal enum EntryKey
{
    Message,
    Details,
    Step,
    PaperId,
    ErrorCode,
    LoggerName,
    TraceId,
    SpanId,
    Exception,
    Timestamp,
    Level,
    DurationMs,
    Attempt,

    /// <summary>Set by the server only.</summary>
    Reserved,

    /// <summary>No key of an entry.</summary>
    Unknown,
}
