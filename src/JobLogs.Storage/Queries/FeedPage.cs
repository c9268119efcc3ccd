using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>Entries and events after a place. Whoever received it disposes it.</summary>
/// <param name="entries">The entries, in the order of the scope.</param>
/// <param name="events">The events, in the order of the scope; to be merged with the entries by place.</param>
/// <param name="through">Everything up to this place was looked at: the next page begins after it.</param>
/// <param name="reachedEnd">Whether <paramref name="through"/> is the end of what was committed when the page was read.</param>
public sealed class FeedPage(EntryBatch entries, IReadOnlyList<RunEvent> events, Place through, bool reachedEnd) : IDisposable
{
    /// <summary>The entries, in the order of the scope.</summary>
    public EntryBatch Entries { get; } = entries;

    /// <summary>The events, in the order of the scope; to be merged with the entries by place.</summary>
    public IReadOnlyList<RunEvent> Events { get; } = events;

    /// <summary>Everything up to this place was looked at: the next page begins after it.</summary>
    public Place Through { get; } = through;

    /// <summary>Whether <see cref="Through"/> is the end of what was committed when the page was read.</summary>
    public bool ReachedEnd { get; } = reachedEnd;

    /// <inheritdoc />
    public void Dispose() => Entries.Dispose();
}
