using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Diagnostics;

/// <summary>One thing that was looked at.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Detail">What is wrong; null when nothing is.</param>
/// <param name="Kind">Of the database: <c>sqlite</c> or <c>postgresql</c>, when it answered.</param>
public sealed record HealthCheck(
    string Name, string Status, string? Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Kind = null);
