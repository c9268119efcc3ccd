using System.Text.Json;

namespace JobLogs.Protocol.Runs;

/// <summary>A number that a run recorded.</summary>
/// <param name="Timestamp">When it was measured.</param>
/// <param name="MetricName">What was measured.</param>
/// <param name="MetricValue">The number.</param>
/// <param name="MetricType"><c>counter gauge histogram</c>.</param>
/// <param name="Labels">A JSON object of strings, or null.</param>
public sealed record MetricDocument(
    DateTimeOffset Timestamp, string MetricName, double MetricValue, string MetricType, JsonElement? Labels);
