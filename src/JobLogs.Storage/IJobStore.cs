using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage;

/// <summary>Reads job definitions; deleted jobs are not seen. All methods throw <see cref="StoreUnavailableException"/>.</summary>
public interface IJobStore
{
    /// <summary>The job, or null.</summary>
    ValueTask<Job?> FindAsync(JobId job, CancellationToken cancellationToken);

    /// <summary>The job with this name, or null.</summary>
    ValueTask<Job?> FindByNameAsync(string name, CancellationToken cancellationToken);

    /// <summary>A page of jobs, newest first.</summary>
    ValueTask<PageOf<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>Enabled jobs whose next occurrence is at or before <paramref name="nowMicros"/>, the longest due first.</summary>
    ValueTask<IReadOnlyList<Job>> DueAsync(long nowMicros, int limit, CancellationToken cancellationToken);

    /// <summary>The earliest next occurrence of all, in microseconds since the Unix epoch; null when there is none.</summary>
    ValueTask<long?> NextDueAtAsync(CancellationToken cancellationToken);
}
