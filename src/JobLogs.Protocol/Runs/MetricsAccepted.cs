namespace JobLogs.Protocol.Runs;

/// <summary>The answer to recording metrics, sent after they were committed.</summary>
/// <param name="Accepted">How many were recorded.</param>
public sealed record MetricsAccepted(int Accepted);
