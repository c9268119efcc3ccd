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
    public async ValueTask<IResult> OneAsync(Job job, int status, CancellationToken cancellationToken)
    {
        var latest = await runs.LatestAsync([job.Id], cancellationToken);
        var document = JobDocuments.Of(job, latest.GetValueOrDefault(job.Id), time.NowMicros());
        return Wire.Json(document, JobsJsonContext.Wire.JobDocument, status);
    }

    /// <summary>The job after a change, or why there was none.</summary>
    public async ValueTask<IResult> OneAsync(JobOutcome outcome, CancellationToken cancellationToken) =>
        outcome.Job is { } job ? await OneAsync(job, StatusCodes.Status200OK, cancellationToken) : outcome.Problem!;

    /// <summary>A page of jobs.</summary>
    public async ValueTask<IResult> ListAsync(PageOf<Job> page, JobQuery query, CancellationToken cancellationToken)
    {
        var latest = await runs.LatestAsync([.. page.Items.Select(job => job.Id)], cancellationToken);
        var now = time.NowMicros();
        var list = new JobList(
            [.. page.Items.Select(job => JobDocuments.Of(job, latest.GetValueOrDefault(job.Id), now))],
            page.Total,
            query.Skip,
            query.Limit,
            query.Skip + page.Items.Count < page.Total);
        return Wire.Json(list, JobsJsonContext.Wire.JobList);
    }
}
