using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>Entries of one step.</summary>
public sealed record StepCount(string Step, LevelCounts Counts);
