using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage;

/// <summary>
/// Reads entries. Every answer is taken from one moment; long walks are the caller's, page by page. A deleted job's entries
/// are no longer seen. All methods throw <see cref="StoreUnavailableException"/> when the store can't answer.
/// </summary>
public interface ILogStore
{
    /// <summary>A random number that was stored when the database was made; cursors are sealed with it.</summary>
    ulong Salt { get; }

    /// <summary>Whether some questions are put to a copy, and <see cref="LogQuery.Store"/> may ask for it.</summary>
    bool HasCopy => false;

    /// <summary>A page of entries.</summary>
    ValueTask<EntryPage> ReadAsync(LogQuery query, CancellationToken cancellationToken);

    /// <summary>The entry at <paramref name="seq"/>, alone in a batch that the caller disposes; null when there is none (any more).</summary>
    ValueTask<EntryBatch?> FindAsync(JobId job, long seq, CancellationToken cancellationToken);

    /// <summary>Entries and events after a place, for followers.</summary>
    ValueTask<FeedPage> ReadFeedAsync(FeedQuery query, CancellationToken cancellationToken);

    /// <summary>The place of the last thing committed in the scope (over all jobs: in any); a job's start when there is nothing.</summary>
    ValueTask<Place> EndAsync(LogScope scope, CancellationToken cancellationToken);

    /// <summary>The highest seq after <paramref name="after"/> that clean-up has removed in the scope; null when none was.</summary>
    ValueTask<long?> RemovedThroughAsync(LogScope scope, Place after, CancellationToken cancellationToken);

    /// <summary>Counts, histogram and durations.</summary>
    ValueTask<LogStatistics> StatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken);

    /// <summary>The commonest values of a facet over the entries that the filter matches, most first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<FacetCount>> FacetAsync(LogScope scope, Filters.LogFilter filter, Facet facet, int limit, CancellationToken cancellationToken);

    /// <summary>Entries at ERROR and above since a time, grouped by job, error code and step; the group with the newest first.</summary>
    ValueTask<IReadOnlyList<ErrorGroup>> ErrorsAsync(long sinceMicros, CancellationToken cancellationToken);

    /// <summary>What <see cref="Commands.RemoveBefore"/> would remove in a job.</summary>
    ValueTask<RemovalCount> CountBeforeAsync(JobId job, long beforeMicros, CancellationToken cancellationToken);

    /// <summary>What the store says of itself.</summary>
    ValueTask<StoreStatus> StatusAsync(CancellationToken cancellationToken);
}
