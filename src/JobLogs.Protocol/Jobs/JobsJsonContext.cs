using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Jobs;

/// <summary>Source-generated JSON of jobs, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(JobDocument))]
[JsonSerializable(typeof(JobList))]
public sealed partial class JobsJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static JobsJsonContext Wire { get; } = new(WireJson.Options());
}
