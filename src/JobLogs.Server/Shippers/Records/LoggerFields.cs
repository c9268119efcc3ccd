using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Records;

/// <summary>
/// What loggers that write JSON call the parts of a record: the Elastic Common Schema
/// (https://www.elastic.co/docs/reference/ecs), and the usual short names.
/// </summary>
internal static class LoggerFields
{
    /// <summary>The message; null when there is none.</summary>
    public static string? Message(JsonElement record) => record.Text("message", "msg", "log");

    /// <summary>Takes what a record says into an entry.</summary>
    /// <returns>Whether the record's level was understood.</returns>
    public static bool Take(JsonElement record, ShippedEntry entry)
    {
        var isKnown = ShipperLevels.TryParse(record.Text("log.level", "level", "severity"), out var level);
        entry.Level = level;
        entry.Message = Message(record) ?? "";
        TakeTime(record, entry);
        entry.LoggerName = record.Text("log.logger", "logger");
        entry.TraceId = record.Text("trace.id", "trace_id");
        entry.SpanId = record.Text("span.id", "span_id");
        entry.Step = record.Text(TargetKeys.Step);
        entry.PaperId = record.Text(TargetKeys.PaperId);
        entry.ErrorCode = record.Text(TargetKeys.ErrorCode, "error.code");
        entry.DurationMs = record.Integer(TargetKeys.DurationMs)
            ?? (record.Integer("event.duration") is { } nanoseconds ? nanoseconds / 1_000_000 : null);
        entry.Exception = ShippedException.Of(record.Text("error.type"), record.Text("error.message"), record.Text("error.stack_trace"));
        return isKnown;
    }

    /// <summary>Whether a property is told by the entry's own fields, so that the details need not repeat it.</summary>
    public static bool IsTold(string name, JsonElement record, bool isLevelKnown) => name switch
    {
        "message" or "log.logger" or "trace.id" or "span.id" or "trace_id" or "span_id"
            or "error.code" or "error.type" or "error.message" or "error.stack_trace" or "event.duration" => true,
        "log.level" or "level" or "severity" => isLevelKnown,
        "msg" => record.Text("message") is null,
        "log" => record.Text("message", "msg") is null,
        "@timestamp" => true,
        "timestamp" => record.Text("@timestamp") is null,
        "time" => record.Text("@timestamp", "timestamp") is null,
        _ => JsonTargets.IsTold(name),
    };

    // Text as RFC 3339 has it, or milliseconds since the Unix epoch, which Elasticsearch and Pino know too.
    private static void TakeTime(JsonElement record, ShippedEntry entry)
    {
        entry.Timestamp = record.Text("@timestamp", "timestamp", "time");
        if (long.TryParse(entry.Timestamp, out var milliseconds) && milliseconds is >= 0 and < Timestamps.Max / 1000)
        {
            entry.TimestampMicros = milliseconds * 1000;
        }
    }
}
