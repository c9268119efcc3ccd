using JobLogs.Storage.Copies;

namespace JobLogs.Storage.PostgreSql.Copies;

/// <summary>A commit and how much it wrote.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Ranges">Its entries, as <see cref="Model.CommitRanges"/> has them.</param>
/// <param name="Events">Its status changes and metrics.</param>
internal readonly record struct FoundCommit(CopiedCommit Commit, byte[] Ranges, long Events);
