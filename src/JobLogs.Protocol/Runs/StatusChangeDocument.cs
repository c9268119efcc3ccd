using System.Text.Json;

namespace JobLogs.Protocol.Runs;

/// <summary>A row of a run's status history.</summary>
/// <param name="Timestamp">When it happened.</param>
/// <param name="FromStatus">What it was; null when the run was made.</param>
/// <param name="ToStatus">What it is.</param>
/// <param name="Reason">Why, as a sentence, or null.</param>
/// <param name="Details">A JSON object with more, or null.</param>
/// <param name="Attempt">The attempt it happened in.</param>
public sealed record StatusChangeDocument(
    DateTimeOffset Timestamp, string? FromStatus, string ToStatus, string? Reason, JsonElement? Details, int Attempt);
