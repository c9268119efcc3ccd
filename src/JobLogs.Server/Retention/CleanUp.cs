using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Retention;

/// <summary>
/// Deletes what is old, job by job, in small steps through the queue that everything is written by. After each step it rests for
/// as long as the step took, so that whoever writes finds the database free at least half of the time. One at a time.
/// </summary>
internal sealed class CleanUp(IJobStore jobs, ILogStore logs, IStoreQueue queue, TimeProvider time) : IDisposable
{
    private const int RowsPerStep = 2_000;

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Deletes, in each job, what is older than the job's cutoff.</summary>
    /// <param name="cutoff">A job's cutoff in microseconds since the Unix epoch; null keeps all of it.</param>
    /// <exception cref="StoreUnavailableException">The database can't be written; what was deleted so far stays deleted.</exception>
    public async ValueTask<RemovalCount> RemoveAsync(Func<Job, long?> cutoff, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var removed = default(RemovalCount);
            foreach (var job in await AllJobsAsync(cancellationToken))
            {
                if (cutoff(job) is { } before)
                {
                    removed += await RemoveAsync(job.Id, before, cancellationToken);
                }
            }

            return removed;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>What <see cref="RemoveAsync(Func{Job, long?}, CancellationToken)"/> would delete with one cutoff for all jobs.</summary>
    public async ValueTask<RemovalCount> CountAsync(long beforeMicros, CancellationToken cancellationToken)
    {
        var counted = default(RemovalCount);
        foreach (var job in await AllJobsAsync(cancellationToken))
        {
            counted += await logs.CountBeforeAsync(job.Id, beforeMicros, cancellationToken);
        }

        return counted;
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask<RemovalCount> RemoveAsync(JobId job, long before, CancellationToken cancellationToken)
    {
        var removed = default(RemovalCount);
        if (await logs.CountBeforeAsync(job, before, cancellationToken) == default)
        {
            // Counting reads little; a commit that removes nothing would be written to disk all the same.
            return removed;
        }

        for (RemoveBefore? step = null; step is null || step.More;)
        {
            var began = time.GetTimestamp();
            step = await queue.SubmitAsync(
                new RemoveBefore(job, before, RowsPerStep) { AfterSeq = step?.ResumeAfterSeq ?? 0 }, cancellationToken);
            removed += step.Removed;
            if (step.More)
            {
                await Task.Delay(time.GetElapsedTime(began), time, cancellationToken);
            }
        }

        return removed;
    }

    private async ValueTask<IReadOnlyList<Job>> AllJobsAsync(CancellationToken cancellationToken) =>
        (await jobs.ListAsync(new JobQuery(EnabledOnly: false, Search: null, Skip: 0, Limit: int.MaxValue), cancellationToken)).Items;
}
