using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// What an adapter gives the readers in this folder: the log as it is at one moment. Walks go through visitors, row by row
/// and synchronously, so that nothing is copied that nobody keeps; an adapter may wait between rows.
/// </summary>
public interface ILogSnapshot
{
    /// <summary>The job's extent; null when there is no such job or it was deleted.</summary>
    ValueTask<JobExtent?> FindJobAsync(JobId job, CancellationToken cancellationToken);

    /// <summary>The extents of all jobs that are not deleted, in any order.</summary>
    ValueTask<IReadOnlyList<JobExtent>> ListJobsAsync(CancellationToken cancellationToken);

    /// <summary>The run's extent; null when there is no such run or its job was deleted.</summary>
    ValueTask<RunExtent?> FindRunAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Adds the blocks of a job whose number is greater than <paramref name="after"/>, in rising order.</summary>
    ValueTask ReadBlocksAsync(JobId job, long after, List<Block> blocks, CancellationToken cancellationToken);

    /// <summary>Shows the filters of the blocks from one number to another, both included.</summary>
    ValueTask ReadFiltersAsync(long first, long last, IFilterVisitor visitor, CancellationToken cancellationToken);

    /// <summary>Shows the entries of some ranges, which rise or fall as <paramref name="descending"/> says, with at least these fields.</summary>
    ValueTask VisitAsync(
        JobId job, ReadOnlyMemory<SeqRange> ranges, bool descending, EntryFields fields, IEntryVisitor visitor, CancellationToken cancellationToken);

    /// <summary>
    /// A second view for another thread, which the caller disposes: it sees of the job what this one does, as
    /// <paramref name="extent"/> tells. Null when there is none to be had without waiting.
    /// </summary>
    ValueTask<LogBranch?> TryBranchAsync(JobExtent extent, CancellationToken cancellationToken) => default;

    /// <summary>Adds the entries with these keys, with all fields, in the order of the keys; those that don't exist are left out.</summary>
    ValueTask FetchAsync(ReadOnlyMemory<EntryKey> keys, EntryBatch entries, CancellationToken cancellationToken);

    /// <summary>
    /// Adds the events after the query's place that it wants, in the order of its scope: at least its limit, or all there
    /// are. A <see cref="JobRemoved"/> is always wanted; the other events of a deleted job never.
    /// </summary>
    ValueTask ReadEventsAsync(FeedQuery query, List<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>The place of the last event of any kind: of a job at or after <paramref name="minSeq"/>, or of all jobs; null when there is none.</summary>
    ValueTask<Place?> FindLastEventAsync(JobId? job, long minSeq, CancellationToken cancellationToken);

    /// <summary>The place of the last entry of all jobs that are not deleted; null when there is none. One that clean-up has removed since may count.</summary>
    ValueTask<Place?> FindLastEntryAsync(CancellationToken cancellationToken);

    /// <summary>The greatest number that any event has; 0 before the first.</summary>
    ValueTask<long> FindLastEventNumberAsync(CancellationToken cancellationToken);
}
