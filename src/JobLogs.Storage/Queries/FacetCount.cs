namespace JobLogs.Storage.Queries;

/// <summary>How often a value occurs. A job is given by its number in decimal, a level by its enum name.</summary>
public sealed record FacetCount(string Value, long Count);
