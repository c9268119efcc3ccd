namespace JobLogs.Protocol.Entries;

/// <summary>
/// One entry as spans of unescaped UTF-8 that belong to somebody else: valid until the reader's next <c>Read</c>. An optional
/// text that is absent, null or empty is an empty span. Hot: nothing is copied unless it had to be unescaped.
/// </summary>
public ref struct EntryFields
{
    /// <summary>An entry with level INFO, no timestamp and no duration.</summary>
    public EntryFields()
    {
    }

    /// <summary>What happened. Required on input, but it may be the empty string.</summary>
    public ReadOnlySpan<byte> Message { get; set; }

    /// <summary>A JSON object exactly as it was sent, escapes and white space included.</summary>
    public ReadOnlySpan<byte> Details { get; set; }

    /// <summary>The step of the run.</summary>
    public ReadOnlySpan<byte> Step { get; set; }

    /// <summary>The paper that it is about.</summary>
    public ReadOnlySpan<byte> PaperId { get; set; }

    /// <summary>A stable code of the error.</summary>
    public ReadOnlySpan<byte> ErrorCode { get; set; }

    /// <summary>The logger's category.</summary>
    public ReadOnlySpan<byte> LoggerName { get; set; }

    /// <summary>The trace that it belongs to.</summary>
    public ReadOnlySpan<byte> TraceId { get; set; }

    /// <summary>The span of the trace.</summary>
    public ReadOnlySpan<byte> SpanId { get; set; }

    /// <summary>A JSON object with exactly the keys <c>type</c>, <c>message</c>, <c>stack_trace</c> in this order, each a string or null.</summary>
    public ReadOnlySpan<byte> Exception { get; set; }

    /// <summary>When it happened, in microseconds since the Unix epoch; meaningless without <see cref="HasTimestamp"/>.</summary>
    public long TimestampMicros { get; set; }

    /// <summary>Whether the input named a time; if not, the time of receipt applies.</summary>
    public bool HasTimestamp { get; set; }

    /// <summary>How serious it is.</summary>
    public JobLogLevel Level { get; set; } = JobLogLevel.Info;

    /// <summary>How long it took, in milliseconds from 0; -1 when not said.</summary>
    public long DurationMs { get; set; } = -1;

    /// <summary>The attempt of the run, from 1; 0 when the input named none. Written when above 1.</summary>
    public int Attempt { get; set; }

    /// <summary>Whether <see cref="Message"/> was cut at its limit.</summary>
    public bool Truncated { get; set; }
}
