namespace JobLogs.Protocol.Comparisons;

/// <summary>The steps of one name in one run.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="DurationMs">How long they took together, in milliseconds.</param>
/// <param name="Failed">How many failed.</param>
public sealed record ComparedSteps(int Count, long DurationMs, int Failed);
