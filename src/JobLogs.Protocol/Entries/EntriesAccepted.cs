namespace JobLogs.Protocol.Entries;

/// <summary>The answer to sending entries, given after they were committed.</summary>
/// <param name="Accepted">How many were stored.</param>
/// <param name="Duplicates">How many were stored before and were not stored again.</param>
/// <param name="Rejected">The lines that were refused, and why.</param>
/// <param name="Cursor">The place after the last entry, in every view of the job.</param>
public sealed record EntriesAccepted(int Accepted, int Duplicates, IReadOnlyList<RejectedEntry> Rejected, string Cursor);
