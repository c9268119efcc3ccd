using System.Buffers;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>Entries between the model and the wire. Hot: copies no text.</summary>
internal static class EntryWire
{
    /// <summary>Writes an entry as JSON.</summary>
    public static void Write(IBufferWriter<byte> output, in EntryView entry) =>
        EntryJson.Write(output, ToFields(entry), entry.Job.Number, entry.Run.Number, entry.Seq);

    /// <summary>The entry's fields as they are written.</summary>
    public static EntryFields ToFields(in EntryView entry) => new()
    {
        TimestampMicros = entry.TimestampMicros,
        HasTimestamp = true,
        Level = (JobLogLevel)entry.Level,
        Message = entry.Message,
        Details = entry.Details,
        Step = entry.Step,
        DurationMs = entry.DurationMs,
        PaperId = entry.PaperId,
        ErrorCode = entry.ErrorCode,
        LoggerName = entry.LoggerName,
        TraceId = entry.TraceId,
        SpanId = entry.SpanId,
        Exception = entry.Exception,
        Attempt = entry.Attempt,
        Truncated = entry.Truncated,
    };

    /// <summary>The entry as it is kept.</summary>
    /// <param name="fields">What was sent.</param>
    /// <param name="receivedMicros">The timestamp of an entry that has none.</param>
    public static EntryView ToView(in EntryFields fields, RunId run, long receivedMicros) => new()
    {
        Run = run,
        TimestampMicros = fields.HasTimestamp ? fields.TimestampMicros : receivedMicros,
        Level = (EntryLevel)fields.Level,
        Message = fields.Message,
        Details = fields.Details,
        Step = fields.Step,
        DurationMs = fields.DurationMs,
        PaperId = fields.PaperId,
        ErrorCode = fields.ErrorCode,
        LoggerName = fields.LoggerName,
        TraceId = fields.TraceId,
        SpanId = fields.SpanId,
        Exception = fields.Exception,
        Attempt = fields.Attempt,
        Truncated = fields.Truncated,
    };
}
