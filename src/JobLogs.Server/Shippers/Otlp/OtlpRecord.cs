namespace JobLogs.Server.Shippers.Otlp;

/// <summary>A log record of the OpenTelemetry protocol. Times are nanoseconds since the Unix epoch, 0 when not said.</summary>
internal sealed class OtlpRecord
{
    /// <summary>When it happened.</summary>
    public ulong TimeUnixNano { get; set; }

    /// <summary>When it was seen by whoever collected it.</summary>
    public ulong ObservedTimeUnixNano { get; set; }

    /// <summary>1 to 24 in six steps of four; 0 when not said.</summary>
    public int SeverityNumber { get; set; }

    /// <summary>The level as its source calls it.</summary>
    public string SeverityText { get; set; } = "";

    /// <summary>The message, or a structure.</summary>
    public OtlpValue Body { get; set; }

    /// <summary>More about it.</summary>
    public List<OtlpAttribute> Attributes { get; } = [];

    /// <summary>How many attributes its source left out.</summary>
    public uint DroppedAttributesCount { get; set; }

    /// <summary>The trace, in hexadecimal.</summary>
    public string TraceId { get; set; } = "";

    /// <summary>The span, in hexadecimal.</summary>
    public string SpanId { get; set; } = "";

    /// <summary>The kind of event, for records that are events.</summary>
    public string EventName { get; set; } = "";
}
