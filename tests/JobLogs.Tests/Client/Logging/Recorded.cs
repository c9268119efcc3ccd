using JobLogs.Protocol;

namespace JobLogs.Tests.Client.Logging;

/// <summary>An entry as a sink saw it; absent texts are empty.</summary>
internal sealed record Recorded(
    JobLogLevel Level, string Message, string Details, string Step, string PaperId, string ErrorCode, long DurationMs,
    string LoggerName, string TraceId, string SpanId, string Exception, int Attempt, bool Truncated, long? TimestampMicros);
