using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Logs;

/// <summary>Source-generated JSON of the reading side, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(RealtimePage))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(FacetList))]
[JsonSerializable(typeof(ErrorList))]
[JsonSerializable(typeof(LogStatisticsDocument))]
public sealed partial class LogsJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static LogsJsonContext Wire { get; } = new(WireJson.Options());
}
