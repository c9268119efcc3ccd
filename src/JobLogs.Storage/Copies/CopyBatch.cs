using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>Whole commits for the copy, or what is left of them to write. Owns its entries; whoever made it disposes it.</summary>
/// <param name="commits">The commits that its items are of, in rising order: the day of a commit's time decides the index.</param>
/// <param name="entries">The entries, in the order of the commits; each knows its job, seq, run and commit.</param>
/// <param name="events">The <see cref="StatusChanged"/>s and <see cref="MetricRecorded"/>s, in the order of the commits; others are passed over.</param>
public sealed class CopyBatch(IReadOnlyList<CopiedCommit> commits, EntryBatch entries, IReadOnlyList<RunEvent> events) : IDisposable
{
    /// <summary>The commits that its items are of, in rising order.</summary>
    public IReadOnlyList<CopiedCommit> Commits { get; } = commits;

    /// <summary>The entries.</summary>
    public EntryBatch Entries { get; } = entries;

    /// <summary>The events.</summary>
    public IReadOnlyList<RunEvent> Events { get; } = events;

    /// <summary>A batch of its own with only these items of this one, such as <see cref="CopyWritten.Again"/>.</summary>
    public CopyBatch Only(IReadOnlyCollection<CopyItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var wanted = items.ToHashSet();
        var some = new EntryBatch(Math.Max(items.Count, 1));
        for (var index = 0; index < Entries.Count; index++)
        {
            var entry = Entries[index];
            if (wanted.Contains(CopyItem.Entry(entry.Job, entry.Seq)))
            {
                some.Add(entry);
            }
        }

        return new CopyBatch(Commits, some, [.. Events.Where(one => wanted.Contains(CopyItem.Happened(one.Job, one.Event)))]);
    }

    /// <inheritdoc />
    public void Dispose() => Entries.Dispose();
}
