namespace JobLogs.Protocol.Logs;

/// <summary>How many entries have a value.</summary>
/// <param name="Value">The value; a job's id, a level's name.</param>
/// <param name="Count">How many entries have it.</param>
public sealed record FacetValue(string Value, long Count);
