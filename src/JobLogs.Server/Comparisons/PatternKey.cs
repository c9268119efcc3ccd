using JobLogs.Storage.Model;

namespace JobLogs.Server.Comparisons;

/// <summary>What makes two entries of one kind.</summary>
internal sealed record PatternKey(string Pattern, EntryLevel Level, string? Step);
