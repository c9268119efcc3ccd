namespace JobLogs.Protocol.Entries;

/// <summary>The names of an entry's keys. Hot: found by their length first.</summary>
internal static class EntryKeys
{
    public const string Known =
        "message, timestamp, level, details, step, duration_ms, paper_id, error_code, logger_name, trace_id, span_id, exception, attempt";

    public static EntryKey Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => EntryKey.Reserved,
        3 when name.SequenceEqual("seq"u8) => EntryKey.Reserved,
        4 when name.SequenceEqual("step"u8) => EntryKey.Step,
        5 when name.SequenceEqual("level"u8) => EntryKey.Level,
        6 when name.SequenceEqual("job_id"u8) => EntryKey.Reserved,
        7 when name.SequenceEqual("message"u8) => EntryKey.Message,
        7 when name.SequenceEqual("details"u8) => EntryKey.Details,
        7 when name.SequenceEqual("attempt"u8) => EntryKey.Attempt,
        7 when name.SequenceEqual("span_id"u8) => EntryKey.SpanId,
        8 when name.SequenceEqual("paper_id"u8) => EntryKey.PaperId,
        8 when name.SequenceEqual("trace_id"u8) => EntryKey.TraceId,
        9 when name.SequenceEqual("timestamp"u8) => EntryKey.Timestamp,
        9 when name.SequenceEqual("exception"u8) => EntryKey.Exception,
        10 when name.SequenceEqual("error_code"u8) => EntryKey.ErrorCode,
        10 when name.SequenceEqual("job_run_id"u8) => EntryKey.Reserved,
        11 when name.SequenceEqual("duration_ms"u8) => EntryKey.DurationMs,
        11 when name.SequenceEqual("logger_name"u8) => EntryKey.LoggerName,
        _ => EntryKey.Unknown,
    };

    public static string NameOf(EntryKey key) => key switch
    {
        EntryKey.Message => "message",
        EntryKey.Details => "details",
        EntryKey.Step => "step",
        EntryKey.PaperId => "paper_id",
        EntryKey.ErrorCode => "error_code",
        EntryKey.LoggerName => "logger_name",
        EntryKey.TraceId => "trace_id",
        EntryKey.SpanId => "span_id",
        EntryKey.Exception => "exception",
        EntryKey.Timestamp => "timestamp",
        EntryKey.Level => "level",
        EntryKey.DurationMs => "duration_ms",
        EntryKey.Attempt => "attempt",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Has no single name."),
    };
}
