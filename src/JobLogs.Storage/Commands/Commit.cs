using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>What a commit wrote that streams tell.</summary>
/// <param name="Number">Its number; rises over all jobs.</param>
/// <param name="CommittedAtMicros">When, by the server's clock, in microseconds since the Unix epoch.</param>
/// <param name="Events">The events, in the order of their numbers; the entries are in the commands' batches.</param>
public sealed record Commit(long Number, long CommittedAtMicros, IReadOnlyList<RunEvent> Events);
