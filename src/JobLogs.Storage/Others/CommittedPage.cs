using JobLogs.Storage.Model;

namespace JobLogs.Storage.Others;

/// <summary>What whole commits wrote that streams tell. Whoever received it disposes it.</summary>
/// <param name="entries">The entries, by commit, job and seq; what was removed since is left out.</param>
/// <param name="events"><see cref="StatusChanged"/>, <see cref="MetricRecorded"/> and <see cref="JobRemoved"/>, in the order of their numbers.</param>
/// <param name="through">Everything up to this commit was looked at: the next page begins after it.</param>
/// <param name="reachedEnd">Whether that was the last commit when the page was read.</param>
public sealed class CommittedPage(EntryBatch entries, IReadOnlyList<RunEvent> events, long through, bool reachedEnd) : IDisposable
{
    /// <summary>The entries, by commit, job and seq; what was removed since is left out.</summary>
    public EntryBatch Entries { get; } = entries;

    /// <summary><see cref="StatusChanged"/>, <see cref="MetricRecorded"/> and <see cref="JobRemoved"/>, in the order of their numbers.</summary>
    public IReadOnlyList<RunEvent> Events { get; } = events;

    /// <summary>Everything up to this commit was looked at: the next page begins after it.</summary>
    public long Through { get; } = through;

    /// <summary>Whether that was the last commit when the page was read.</summary>
    public bool ReachedEnd { get; } = reachedEnd;

    /// <inheritdoc />
    public void Dispose() => Entries.Dispose();
}
