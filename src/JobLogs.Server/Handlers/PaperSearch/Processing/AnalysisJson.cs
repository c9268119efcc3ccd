using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>The analysis as it is kept with the paper.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PaperAnalysis))]
internal sealed partial class AnalysisJson : JsonSerializerContext
{
    // Stored text that people read: letters of any script stay letters.
    private static readonly AnalysisJson Readable = new(
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The analysis as one JSON object.</summary>
    public static string Write(PaperAnalysis analysis) => JsonSerializer.Serialize(analysis, Readable.PaperAnalysis);
}
