namespace JobLogs.Protocol.Runs;

/// <summary>What a run recorded under one name.</summary>
/// <param name="MetricName">What was measured.</param>
/// <param name="MetricType"><c>counter gauge histogram</c>.</param>
/// <param name="Count">How many numbers were recorded.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Last">The newest.</param>
public sealed record MetricSummaryDocument(
    string MetricName, string MetricType, long Count, double Sum, double Min, double Max, double Mean, double Last);
