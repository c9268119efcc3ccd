using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Begins the walks over the jobs of a scope.</summary>
internal static class JobWalks
{
    /// <summary>A walk for each job that can have matches; none when there is nothing to be seen.</summary>
    /// <param name="remember">Whether counts of matches are worth keeping for the next query.</param>
    internal static async ValueTask<IReadOnlyList<JobWalk>> BeginAsync(
        ILogSnapshot snapshot, BlockCache cache, LogScope scope, LogFilter filter, CancellationToken cancellationToken, bool remember = true)
    {
        RunExtent? run = null;
        var job = scope.Job;
        if ((scope.Run ?? filter.Run) is { } id)
        {
            run = await snapshot.FindRunAsync(id, cancellationToken);
            if (run is not { } extent || (job is { } scoped && scoped != extent.Job) || (filter.Run is { } wanted && wanted != id))
            {
                return [];
            }

            job = extent.Job;
        }

        var plan = new FilterPlan(filter, run);
        if (job is null)
        {
            var walks = new List<JobWalk>();
            foreach (var extent in await snapshot.ListJobsAsync(cancellationToken))
            {
                walks.Add(await JobWalk.BeginAsync(snapshot, cache, extent, plan, cancellationToken, remember));
            }

            return walks;
        }

        return await snapshot.FindJobAsync(job.Value, cancellationToken) is { } only
            ? [await JobWalk.BeginAsync(snapshot, cache, only, plan, cancellationToken, remember)]
            : [];
    }
}
