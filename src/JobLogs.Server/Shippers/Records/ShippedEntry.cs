using System.Text.Json;

namespace JobLogs.Server.Shippers.Records;

/// <summary>
/// A record of a foreign format, in our words. A format derives from it to write its other fields as details. It is written as a
/// line of our own format, and so meets the same limits and the same refusals as an entry that was sent so.
/// </summary>
internal abstract class ShippedEntry
{
    /// <summary>When it happened, in microseconds since the Unix epoch; null means when it was received.</summary>
    public long? TimestampMicros { get; set; }

    /// <summary>When it happened, as text; what is wrong with it is told by the line's refusal.</summary>
    public string? Timestamp { get; set; }

    /// <summary>A level's name as we write it; null means INFO.</summary>
    public string? Level { get; set; }

    /// <summary>The message.</summary>
    public string Message { get; set; } = "";

    /// <summary>The step.</summary>
    public string? Step { get; set; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long? DurationMs { get; set; }

    /// <summary>The paper, or other item.</summary>
    public string? PaperId { get; set; }

    /// <summary>A stable name of what failed.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The category of the logger.</summary>
    public string? LoggerName { get; set; }

    /// <summary>The trace, in hexadecimal.</summary>
    public string? TraceId { get; set; }

    /// <summary>The span, in hexadecimal.</summary>
    public string? SpanId { get; set; }

    /// <summary>What was thrown.</summary>
    public ShippedException? Exception { get; set; }

    /// <summary>Whether <see cref="WriteDetails"/> has something to write.</summary>
    protected abstract bool HasDetails { get; }

    /// <summary>Takes a time in nanoseconds since the Unix epoch; 0 means that none was said.</summary>
    public void TakeUnixNanoseconds(ulong nanoseconds)
    {
        var micros = nanoseconds / 1000;
        if (micros > (ulong)Protocol.Timestamps.Max)
        {
            Timestamp = nanoseconds.ToString();
        }
        else if (nanoseconds > 0)
        {
            TimestampMicros = (long)micros;
        }
    }

    /// <summary>Writes the entry as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteTimestamp(json);
        WriteText(json, "level"u8, Level);
        json.WriteString("message"u8, Message);
        WriteText(json, "step"u8, Step);
        if (DurationMs is >= 0 and { } duration)
        {
            json.WriteNumber("duration_ms"u8, duration);
        }

        WriteText(json, "paper_id"u8, PaperId);
        WriteText(json, "error_code"u8, ErrorCode);
        WriteText(json, "logger_name"u8, LoggerName);
        WriteText(json, "trace_id"u8, TraceId);
        WriteText(json, "span_id"u8, SpanId);
        Exception?.Write(json);
        if (HasDetails)
        {
            json.WriteStartObject("details"u8);
            WriteDetails(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the properties of the details.</summary>
    protected abstract void WriteDetails(Utf8JsonWriter json);

    private void WriteTimestamp(Utf8JsonWriter json)
    {
        if (TimestampMicros is { } micros)
        {
            Span<byte> text = stackalloc byte[Protocol.Timestamps.Length];
            json.WriteString("timestamp"u8, text[..Protocol.Timestamps.Format(micros, text)]);
        }
        else
        {
            WriteText(json, "timestamp"u8, Timestamp);
        }
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> key, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(key, text);
        }
    }
}
