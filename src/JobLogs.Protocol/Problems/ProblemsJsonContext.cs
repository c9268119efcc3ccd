using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Problems;

/// <summary>Reads and writes problems.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDocument))]
public sealed partial class ProblemsJsonContext : JsonSerializerContext;
