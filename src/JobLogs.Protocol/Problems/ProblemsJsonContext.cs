using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Problems;

/// <summary>Reads and writes problems.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDocument))]
public sealed partial class ProblemsJsonContext : JsonSerializerContext
{
    /// <summary>As the server writes: text is escaped no more than JSON demands, so that a person can read it.</summary>
    public static ProblemsJsonContext Wire { get; } = new(new JsonSerializerOptions(WireJson.Options()) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
