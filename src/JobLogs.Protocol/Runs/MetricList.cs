namespace JobLogs.Protocol.Runs;

/// <summary>A page of a run's metrics, oldest first.</summary>
/// <param name="Metrics">The metrics.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record MetricList(IReadOnlyList<MetricDocument> Metrics, long Total, long Skip, int Limit, bool HasMore);
