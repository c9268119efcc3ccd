namespace JobLogs.Storage.Queries;

/// <summary>What a run recorded under one name; <paramref name="Last"/> is the newest.</summary>
public sealed record MetricSummary(string Name, string Type, long Count, double Sum, double Min, double Max, double Last);
