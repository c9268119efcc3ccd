namespace JobLogs.Protocol.Diagnostics;

/// <summary>How the server is.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> (it works, but something needs a look) or <c>unhealthy</c>.</param>
/// <param name="Checks">What was looked at.</param>
public sealed record HealthReport(string Status, IReadOnlyList<HealthCheck> Checks);
