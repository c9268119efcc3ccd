using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Maintenance;

/// <summary>Source-generated JSON of clean-up and stores, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(TimestampJsonConverter)])]
[JsonSerializable(typeof(CleanupResult))]
[JsonSerializable(typeof(StoreList))]
[JsonSerializable(typeof(CopyVerificationDocument))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(RebuildAccepted))]
[JsonSerializable(typeof(ReplayAccepted))]
public sealed partial class MaintenanceJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static MaintenanceJsonContext Wire { get; } = new(WireJson.Options());
}
