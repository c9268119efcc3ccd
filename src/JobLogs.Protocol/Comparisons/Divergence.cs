using JobLogs.Protocol.Entries;

namespace JobLogs.Protocol.Comparisons;

/// <summary>Where the run first went another way.</summary>
/// <param name="Entry">The first entry of that way; null when the run ends where the base goes on.</param>
/// <param name="After">The entry before it; null when it is the first.</param>
/// <param name="Expected">What follows in the base, most frequent first, at most three; empty where the base ends.</param>
public sealed record Divergence(LogEntry? Entry, LogEntry? After, IReadOnlyList<string> Expected);
