using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Schedules;

/// <summary>The source-generated JSON of schedules.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CronPreview))]
public sealed partial class SchedulesJsonContext : JsonSerializerContext;
