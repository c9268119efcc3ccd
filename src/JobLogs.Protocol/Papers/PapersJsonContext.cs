using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Papers;

/// <summary>Source-generated JSON of papers, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(PaperList))]
public sealed partial class PapersJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static PapersJsonContext Wire { get; } = new(WireJson.Options());
}
