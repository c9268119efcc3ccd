using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using JobLogs.Client.Http.Following;
using JobLogs.Protocol;

namespace JobLogs.Client.Http;

/// <summary>Source-generated JSON of what a client sends; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(TriggerRequest))]
[JsonSerializable(typeof(ExternalRunRequest))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(StepReport))]
[JsonSerializable(typeof(IReadOnlyList<MetricReport>))]
[JsonSerializable(typeof(Protocol.Logs.SearchRequest))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(SubscribeMessage))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class RequestsJsonContext : JsonSerializerContext
{
    /// <summary>Text is escaped no more than JSON demands, so that a person can read it.</summary>
    public static RequestsJsonContext Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TimestampJsonConverter(), new RawJsonConverter() },
    });
}
