using JobLogs.Storage.Commands;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>A commit whose last word has been sent, or is about to be.</summary>
/// <param name="BatchId">What it can be found by.</param>
/// <param name="Transaction">What it wrote.</param>
/// <param name="Commit">What it tells if it happened.</param>
internal sealed record DoubtfulCommit(Guid BatchId, WriteTransaction Transaction, Commit Commit);
