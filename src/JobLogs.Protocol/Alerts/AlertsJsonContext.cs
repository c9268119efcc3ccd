using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Alerts;

/// <summary>Source-generated JSON of alerts and what belongs to them, in <c>snake_case</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(AlertRuleList))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(NotifierList))]
[JsonSerializable(typeof(NotifierTestResult))]
[JsonSerializable(typeof(NotificationList))]
[JsonSerializable(typeof(AlertMessage))]
public sealed partial class AlertsJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands.</summary>
    public static AlertsJsonContext Wire { get; } = new(WireJson.Options());
}
