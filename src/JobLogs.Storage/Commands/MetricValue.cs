namespace JobLogs.Storage.Commands;

/// <summary>A number to record.</summary>
/// <param name="TimestampMicros">When it was measured, in microseconds since the Unix epoch.</param>
/// <param name="Value">Finite.</param>
/// <param name="Type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
/// <param name="Labels">A JSON object of strings; null for none.</param>
public sealed record MetricValue(long TimestampMicros, string Name, double Value, string Type, string? Labels);
