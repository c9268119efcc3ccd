namespace JobLogs.Storage.Model;

/// <summary>A run recorded a number.</summary>
public sealed record MetricRecorded : RunEvent
{
    /// <summary>What was measured.</summary>
    public required string Name { get; init; }

    /// <summary>The number; finite.</summary>
    public required double Value { get; init; }

    /// <summary><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public required string Type { get; init; }

    /// <summary>A JSON object of strings; null when it has none.</summary>
    public string? Labels { get; init; }
}
