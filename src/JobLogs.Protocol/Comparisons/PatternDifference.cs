using JobLogs.Protocol.Entries;

namespace JobLogs.Protocol.Comparisons;

/// <summary>One kind of message.</summary>
/// <param name="Pattern">The message with <c>‹n›</c> for numbers, <c>‹id›</c> for ids and <c>‹time›</c> for times.</param>
/// <param name="Level">The level.</param>
/// <param name="Step">The step, or null.</param>
/// <param name="Run">How many entries the run has of it.</param>
/// <param name="Base">How many entries the base has of it.</param>
/// <param name="First">The first such entry: the run's, or the base's where the run has none.</param>
public sealed record PatternDifference(string Pattern, string Level, string? Step, long Run, long Base, LogEntry First);
