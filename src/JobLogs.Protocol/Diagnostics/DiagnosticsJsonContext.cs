using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Diagnostics;

/// <summary>Reads and writes what a server says of itself.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SystemDescription))]
[JsonSerializable(typeof(HealthReport))]
public sealed partial class DiagnosticsJsonContext : JsonSerializerContext;
