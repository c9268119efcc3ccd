using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Entries;

/// <summary>Source-generated JSON of entries, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(IReadOnlyList<LogEntry>))]
[JsonSerializable(typeof(EntriesAccepted))]
public sealed partial class EntriesJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static EntriesJsonContext Wire { get; } = new(WireJson.Options());
}
