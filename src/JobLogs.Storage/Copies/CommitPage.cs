using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>Whole commits in their order. Whoever received it disposes it.</summary>
/// <param name="entries">The entries, by commit.</param>
/// <param name="events">Status changes, metrics and removals, by commit; within a commit they come after its entries.</param>
/// <param name="commits">The commits that wrote them.</param>
/// <param name="through">Everything up to this commit was looked at: the next page begins after it.</param>
/// <param name="reachedEnd">Whether that was the last commit when the page was read.</param>
public sealed class CommitPage(
    EntryBatch entries, IReadOnlyList<RunEvent> events, IReadOnlyList<CommitStamp> commits, long through, bool reachedEnd) : IDisposable
{
    /// <summary>The entries, by commit; each knows its own.</summary>
    public EntryBatch Entries { get; } = entries;

    /// <summary><see cref="StatusChanged"/>, <see cref="MetricRecorded"/>, <see cref="EntriesRemoved"/> and <see cref="JobRemoved"/>, by commit.</summary>
    public IReadOnlyList<RunEvent> Events { get; } = events;

    /// <summary>The commits, in rising order; those that wrote nothing for copies are left out.</summary>
    public IReadOnlyList<CommitStamp> Commits { get; } = commits;

    /// <summary>Everything up to this commit was looked at: the next page begins after it.</summary>
    public long Through { get; } = through;

    /// <summary>Whether that was the last commit when the page was read.</summary>
    public bool ReachedEnd { get; } = reachedEnd;

    /// <summary>Whether there is nothing to copy.</summary>
    public bool IsEmpty => Commits.Count == 0;

    /// <inheritdoc />
    public void Dispose() => Entries.Dispose();
}
