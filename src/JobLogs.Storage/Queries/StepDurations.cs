namespace JobLogs.Storage.Queries;

/// <summary>How long the entries of one step say that they took, in milliseconds; percentiles by nearest rank.</summary>
/// <param name="Step">The step; null for entries without one.</param>
public sealed record StepDurations(string? Step, long Count, long Min, double Mean, long P50, long P95, long P99, long Max);
