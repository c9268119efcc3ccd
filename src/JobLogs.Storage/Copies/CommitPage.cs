using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>Whole commits in their order. Whoever received it disposes it.</summary>
/// <param name="commits">The commits that were looked at, in rising order; not each needs to have written something for copies.</param>
/// <param name="entries">The entries, by commit.</param>
/// <param name="events">Status changes, metrics and removals, by commit; within a commit they come after its entries.</param>
/// <param name="through">Everything up to this commit was looked at: the next page begins after it.</param>
/// <param name="reachedEnd">Whether that was the last commit when the page was read.</param>
public sealed class CommitPage(
    IReadOnlyList<CopiedCommit> commits, EntryBatch entries, IReadOnlyList<RunEvent> events, long through, bool reachedEnd) : IDisposable
{
    /// <summary>The commits that were looked at, in rising order; not each needs to have written something for copies.</summary>
    public IReadOnlyList<CopiedCommit> Commits { get; } = commits;

    /// <summary>The entries, by commit; each knows its own.</summary>
    public EntryBatch Entries { get; } = entries;

    /// <summary><see cref="StatusChanged"/>, <see cref="MetricRecorded"/>, <see cref="EntriesRemoved"/> and <see cref="JobRemoved"/>, by commit.</summary>
    public IReadOnlyList<RunEvent> Events { get; } = events;

    /// <summary>Everything up to this commit was looked at: the next page begins after it.</summary>
    public long Through { get; } = through;

    /// <summary>Whether that was the last commit when the page was read.</summary>
    public bool ReachedEnd { get; } = reachedEnd;

    /// <summary>Whether a copy that is at the page's beginning has it all.</summary>
    public bool IsEmpty => Commits.Count == 0;

    /// <inheritdoc />
    public void Dispose() => Entries.Dispose();
}
