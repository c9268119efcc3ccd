namespace JobLogs.Protocol.Runs;

/// <summary>A run's metrics by name, in the order of their first record.</summary>
/// <param name="Metrics">The summaries.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record MetricSummaryList(
    IReadOnlyList<MetricSummaryDocument> Metrics, long Total, long Skip, int Limit, bool HasMore);
