using System.Text.Json.Serialization;
using JobLogs.Protocol;

namespace JobLogs.Client.Shipping;

/// <summary>Source-generated JSON of what stands in the spool beside the frames.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampJsonConverter), typeof(RawJsonConverter)])]
[JsonSerializable(typeof(OutboxManifest))]
internal sealed partial class ShippingJsonContext : JsonSerializerContext;
