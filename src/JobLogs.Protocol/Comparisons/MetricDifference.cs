using JobLogs.Protocol.Runs;

namespace JobLogs.Protocol.Comparisons;

/// <summary>What was recorded under one name.</summary>
/// <param name="MetricName">What was measured.</param>
/// <param name="Run">In the run; null when it has none.</param>
/// <param name="Base">In the base; null when it has none.</param>
public sealed record MetricDifference(string MetricName, MetricSummaryDocument? Run, MetricSummaryDocument? Base);
