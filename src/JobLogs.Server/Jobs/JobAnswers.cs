using JobLogs.Protocol.Jobs;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Jobs;

/// <summary>Answers with jobs, each with its newest run.</summary>
internal sealed class JobAnswers(IRunStore runs, TimeProvider time)
{
    /// <summary>A job.</summary>
    /// <param name="recentRuns">How many of its newest runs are wanted in short; 0 leaves them out.</param>
    public async ValueTask<IResult> OneAsync(Job job, int status, CancellationToken cancellationToken, int recentRuns = 0)
    {
        var documents = await DocumentsAsync([job], recentRuns, cancellationToken);
        return Wire.Json(documents[0], JobsJsonContext.Wire.JobDocument, status);
    }

    /// <summary>The job after a change, or why there was none.</summary>
    public async ValueTask<IResult> OneAsync(JobOutcome outcome, CancellationToken cancellationToken) =>
        outcome.Job is { } job ? await OneAsync(job, StatusCodes.Status200OK, cancellationToken) : outcome.Problem!;

    /// <summary>A page of jobs.</summary>
    /// <param name="recentRuns">How many of each job's newest runs are wanted in short; 0 leaves them out.</param>
    public async ValueTask<IResult> ListAsync(PageOf<Job> page, JobQuery query, int recentRuns, CancellationToken cancellationToken)
    {
        var list = new JobList(
            await DocumentsAsync(page.Items, recentRuns, cancellationToken),
            page.Total,
            query.Skip,
            query.Limit,
            query.Skip + page.Items.Count < page.Total);
        return Wire.Json(list, JobsJsonContext.Wire.JobList);
    }

    private async ValueTask<JobDocument[]> DocumentsAsync(IReadOnlyList<Job> jobs, int recentRuns, CancellationToken cancellationToken)
    {
        JobId[] ids = [.. jobs.Select(job => job.Id)];
        if (recentRuns == 0)
        {
            var latest = await runs.LatestAsync(ids, cancellationToken);
            return [.. jobs.Select(job => JobDocuments.Of(job, latest.GetValueOrDefault(job.Id), time.NowMicros()))];
        }

        var recent = await runs.RecentAsync(ids, recentRuns, cancellationToken);
        return [.. jobs.Select(job => JobDocuments.WithRecent(job, recent.GetValueOrDefault(job.Id) ?? [], time.NowMicros()))];
    }
}
