using System.Text.Json;

namespace JobLogs.Client.Http;

/// <summary>A number that a run records.</summary>
public sealed record MetricReport
{
    /// <summary>What was measured.</summary>
    public required string MetricName { get; init; }

    /// <summary>The number; finite.</summary>
    public required double MetricValue { get; init; }

    /// <summary><c>counter</c>, <c>gauge</c> (the default) or <c>histogram</c>.</summary>
    public string? MetricType { get; init; }

    /// <summary>A JSON object of strings, or null.</summary>
    public JsonElement? Labels { get; init; }

    /// <summary>When it was measured; null means now, by the server's clock.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
