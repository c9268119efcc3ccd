using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage;

/// <summary>Reads runs and what belongs to them; those of deleted jobs are not seen. All methods throw <see cref="StoreUnavailableException"/>.</summary>
public interface IRunStore
{
    /// <summary>The run, or null.</summary>
    ValueTask<Run?> FindAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>A page of runs, newest first.</summary>
    ValueTask<PageOf<Run>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>The newest run of each of these jobs that has one.</summary>
    ValueTask<IReadOnlyDictionary<JobId, Run>> LatestAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken);

    /// <summary>The newest runs of each of these jobs, at most <paramref name="count"/> each, newest first; a job without any is absent.</summary>
    ValueTask<IReadOnlyDictionary<JobId, IReadOnlyList<Run>>> RecentAsync(IReadOnlyList<JobId> jobs, int count, CancellationToken cancellationToken);

    /// <summary>The runs in the scope that are not over, oldest first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<Run>> UnfinishedAsync(LogScope scope, int limit, CancellationToken cancellationToken);

    /// <summary>Pending runs that may begin at <paramref name="nowMicros"/>, the longest ready first; those that wait for an older run of their job are not among them.</summary>
    ValueTask<IReadOnlyList<Run>> ReadyAsync(long nowMicros, int limit, CancellationToken cancellationToken);

    /// <summary>The earliest time after <paramref name="nowMicros"/> at which a pending run becomes ready; null when none does.</summary>
    ValueTask<long?> NextReadyAtAsync(long nowMicros, CancellationToken cancellationToken);

    /// <summary>Running runs whose lease ran out before <paramref name="nowMicros"/>.</summary>
    ValueTask<IReadOnlyList<Run>> ExpiredAsync(long nowMicros, int limit, CancellationToken cancellationToken);

    /// <summary>Running runs that a server owns (external ones are nobody's).</summary>
    ValueTask<IReadOnlyList<Run>> OwnedAsync(CancellationToken cancellationToken);

    /// <summary>The run's status history, oldest first.</summary>
    ValueTask<PageOf<StatusChanged>> StatusHistoryAsync(RunId run, long skip, int limit, CancellationToken cancellationToken);

    /// <summary>The run's metrics, oldest first; <paramref name="name"/> null means all.</summary>
    ValueTask<PageOf<MetricRecorded>> MetricsAsync(RunId run, string? name, long skip, int limit, CancellationToken cancellationToken);

    /// <summary>The run's metrics by name, in the order of their first record.</summary>
    ValueTask<IReadOnlyList<MetricSummary>> MetricSummaryAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>The run's steps, in the order of their begin.</summary>
    ValueTask<PageOf<RunStep>> StepsAsync(RunId run, long skip, int limit, CancellationToken cancellationToken);
}
