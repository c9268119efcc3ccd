using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>How long the completed runs of jobs took: the 95th percentile (nearest rank) of the last hundred, remembered until one completes.</summary>
internal sealed class RunDurations(IRunStore runs)
{
    /// <summary>Completed runs that a job must have before anything is said.</summary>
    public const int Fewest = 5;

    private const int Most = 100;

    private readonly Dictionary<JobId, long?> _known = [];

    /// <summary>The percentile in microseconds; null while too few runs have completed.</summary>
    public async ValueTask<long?> P95Async(JobId job, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(job, out var p95))
        {
            var completed = await runs.ListAsync(new RunQuery { Job = job, Statuses = [RunStatus.Completed], Limit = Most }, cancellationToken);
            long[] durations = [.. completed.Items.Where(run => run.StartedAt is not null && run.FinishedAt is not null)
                .Select(run => run.FinishedAt!.Value - run.StartedAt!.Value).Order()];
            p95 = durations.Length < Fewest ? null : durations[(int)Math.Ceiling(durations.Length * 0.95) - 1];
            _known[job] = p95;
        }

        return p95;
    }

    /// <summary>A run of the job has completed.</summary>
    public void Forget(JobId job) => _known.Remove(job);

    /// <summary>Begins anew.</summary>
    public void Clear() => _known.Clear();
}
