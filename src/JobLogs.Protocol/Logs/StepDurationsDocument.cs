using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Logs;

/// <summary>How long the entries of one step say that they took, in milliseconds; percentiles by nearest rank.</summary>
/// <param name="Count">How many say so.</param>
/// <param name="Min">The shortest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="P50">Half took at most so long.</param>
/// <param name="P95">95 of 100 took at most so long.</param>
/// <param name="P99">99 of 100 took at most so long.</param>
/// <param name="Max">The longest.</param>
public sealed record StepDurationsDocument(
    long Count,
    long Min,
    double Mean,
    [property: JsonPropertyName("p50")] long P50,
    [property: JsonPropertyName("p95")] long P95,
    [property: JsonPropertyName("p99")] long P99,
    long Max);
