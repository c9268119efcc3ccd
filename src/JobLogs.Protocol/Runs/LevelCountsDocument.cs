using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Runs;

/// <summary>A number of entries for each level.</summary>
/// <param name="Debug">At DEBUG.</param>
/// <param name="Info">At INFO.</param>
/// <param name="Warning">At WARNING.</param>
/// <param name="Error">At ERROR.</param>
/// <param name="Critical">At CRITICAL.</param>
public sealed record LevelCountsDocument(
    [property: JsonPropertyName("DEBUG")] long Debug,
    [property: JsonPropertyName("INFO")] long Info,
    [property: JsonPropertyName("WARNING")] long Warning,
    [property: JsonPropertyName("ERROR")] long Error,
    [property: JsonPropertyName("CRITICAL")] long Critical);
