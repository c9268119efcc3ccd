using JobLogs.Protocol.Entries;

namespace JobLogs.Server.Ingest;

/// <summary>A line of a request that was refused, and why.</summary>
/// <param name="Line">From 1; see <see cref="EntryReader.Line"/>.</param>
internal readonly record struct RejectedLine(int Line, EntryRejection Reason);
