using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Access;

/// <summary>Source-generated JSON of keys, sessions, tickets and the audit log, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(NewKeyDocument))]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(SessionDocument))]
[JsonSerializable(typeof(TicketDocument))]
[JsonSerializable(typeof(AuditList))]
public sealed partial class AccessJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static AccessJsonContext Wire { get; } = new(WireJson.Options());
}
