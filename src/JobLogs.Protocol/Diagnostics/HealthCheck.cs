namespace JobLogs.Protocol.Diagnostics;

/// <summary>One thing that was looked at.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Detail">What is wrong; null when nothing is.</param>
public sealed record HealthCheck(string Name, string Status, string? Detail);
