using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Copies;

/// <summary>
/// Asks the second copy. The same question as <see cref="ILogStore"/>'s has the same answer, or none: a server that is away,
/// slow or partial, or a question that it can't answer exactly, is <see cref="CopyAnswer{T}.Missing"/>, and the caller asks
/// the database. No method throws for that.
/// <para>
/// <c>through</c> is the last commit that the copy has whole and refreshed. What belongs to later commits is left out, since
/// it may be there in part. The caller makes sure that every removal that touches the question has been carried out.
/// </para>
/// </summary>
public interface ICopyReader
{
    /// <summary>A page of entries.</summary>
    ValueTask<CopyAnswer<EntryPage>> ReadAsync(LogQuery query, long through, CancellationToken cancellationToken);

    /// <summary>The entry, alone in a batch that the caller disposes; a null batch when the copy has none.</summary>
    ValueTask<CopyAnswer<EntryBatch?>> FindAsync(JobId job, long seq, long through, CancellationToken cancellationToken);

    /// <summary>Counts and histogram. <see cref="LogStatistics.Durations"/> is always empty: percentiles are the database's.</summary>
    ValueTask<CopyAnswer<LogStatistics>> StatisticsAsync(StatisticsQuery query, long through, CancellationToken cancellationToken);

    /// <summary>The commonest values of a facet, as <see cref="ILogStore.FacetAsync"/> gives them.</summary>
    ValueTask<CopyAnswer<IReadOnlyList<FacetCount>>> FacetAsync(
        LogScope scope, LogFilter filter, Facet facet, int limit, long through, CancellationToken cancellationToken);

    /// <summary>Entries at ERROR and above since a time, as <see cref="ILogStore.ErrorsAsync"/> gives them.</summary>
    ValueTask<CopyAnswer<IReadOnlyList<ErrorGroup>>> ErrorsAsync(long sinceMicros, long through, CancellationToken cancellationToken);

    /// <summary>
    /// What the copy holds of each run, in the order of (job, run): for verification. What an entry says is compared by
    /// reading it (<see cref="ReadAsync"/>) into an <see cref="EntryDigest"/>.
    /// </summary>
    /// <param name="after">Only runs after this one; null for the first page.</param>
    /// <param name="limit">Runs to return at most; fewer mean the end.</param>
    ValueTask<CopyAnswer<IReadOnlyList<RunTally>>> TallyAsync(
        (JobId Job, RunId Run)? after, int limit, long through, CancellationToken cancellationToken);
}
