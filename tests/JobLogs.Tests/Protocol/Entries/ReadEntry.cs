using System.Text;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Tests.Protocol.Entries;

/// <summary>What the reader said about one entry, copied out so that it can be compared.</summary>
internal sealed record ReadEntry
{
    public required int Line { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }

    public string Message { get; init; } = "";

    public string Details { get; init; } = "";

    public string Step { get; init; } = "";

    public string PaperId { get; init; } = "";

    public string ErrorCode { get; init; } = "";

    public string LoggerName { get; init; } = "";

    public string TraceId { get; init; } = "";

    public string SpanId { get; init; } = "";

    public string Exception { get; init; } = "";

    public long? Timestamp { get; init; }

    public JobLogLevel Level { get; init; }

    public long DurationMs { get; init; }

    public int Attempt { get; init; }

    public bool Truncated { get; init; }

    public static ReadEntry From(in EntryReader reader)
    {
        if (reader.IsRejected)
        {
            return new ReadEntry { Line = reader.Line, Code = reader.Rejection.Code, Detail = reader.Rejection.Detail };
        }

        ref readonly EntryFields entry = ref reader.Entry;
        return new ReadEntry
        {
            Line = reader.Line,
            Message = Strict.GetString(entry.Message),
            Details = Strict.GetString(entry.Details),
            Step = Strict.GetString(entry.Step),
            PaperId = Strict.GetString(entry.PaperId),
            ErrorCode = Strict.GetString(entry.ErrorCode),
            LoggerName = Strict.GetString(entry.LoggerName),
            TraceId = Strict.GetString(entry.TraceId),
            SpanId = Strict.GetString(entry.SpanId),
            Exception = Strict.GetString(entry.Exception),
            Timestamp = entry.HasTimestamp ? entry.TimestampMicros : null,
            Level = entry.Level,
            DurationMs = entry.DurationMs,
            Attempt = entry.Attempt,
            Truncated = entry.Truncated,
        };
    }

    // Throws on invalid UTF-8: no text of an accepted entry may have any.
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
