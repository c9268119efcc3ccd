using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>A page of entries, in the order that was asked for. Whoever received it disposes it.</summary>
public sealed class EntryPage(EntryBatch entries, long? total, bool hasMore) : IDisposable
{
    /// <summary>The entries.</summary>
    public EntryBatch Entries { get; } = entries;

    /// <summary>All that the filter matches; null when it was not asked for.</summary>
    public long? Total { get; } = total;

    /// <summary>Whether matches follow after this page in the same order.</summary>
    public bool HasMore { get; } = hasMore;

    /// <summary>Who answered.</summary>
    public LogStoreKind Store { get; set; }

    /// <inheritdoc />
    public void Dispose() => Entries.Dispose();
}
