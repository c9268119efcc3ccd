using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Comparisons;

/// <summary>Source-generated JSON of comparisons, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter), typeof(JobLogLevelJsonConverter)])]
[JsonSerializable(typeof(RunComparison))]
public sealed partial class ComparisonsJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static ComparisonsJsonContext Wire { get; } = new(WireJson.Options());
}
