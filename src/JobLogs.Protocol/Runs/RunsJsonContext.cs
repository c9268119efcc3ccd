using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Runs;

/// <summary>Source-generated JSON of runs and what belongs to them, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunAccepted))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(StatusHistoryList))]
[JsonSerializable(typeof(StepDocument))]
[JsonSerializable(typeof(StepList))]
[JsonSerializable(typeof(MetricList))]
[JsonSerializable(typeof(MetricSummaryList))]
[JsonSerializable(typeof(MetricsAccepted))]
public sealed partial class RunsJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static RunsJsonContext Wire { get; } = new(WireJson.Options());
}
