using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Jobs;

/// <summary>Job definitions over HTTP.</summary>
internal static class JobEndpoints
{
    /// <summary>The parameter that asks for a job's newest runs in short.</summary>
    public const string RecentRuns = "recent_runs";

    /// <summary>The most of them that come with one job.</summary>
    public const int MaxRecentRuns = 1000;

    /// <summary>The most of them that come with each job of a list.</summary>
    public const int MaxRecentRunsInList = 100;

    /// <summary><c>POST /api/cronjobs</c>.</summary>
    public static async Task<IResult> Create(HttpContext http, JobReader reader, JobChanges changes, JobAnswers answers)
    {
        var body = await reader.BodyAsync(http.Request, optional: false);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (definition, problem) = reader.Read(new JsonFields(body.Json, "a job"), null);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await changes.CreateAsync(definition);
        if (outcome.Job is not { } job)
        {
            return outcome.Problem!;
        }

        http.Response.Headers.Location = "/api/cronjobs/" + JobIdText.ToText(job.Id.Number);
        return await answers.OneAsync(job, StatusCodes.Status201Created, http.RequestAborted);
    }

    /// <summary><c>GET /api/cronjobs</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IJobStore jobs, JobAnswers answers)
    {
        var query = new QueryReader(http.Request.Query);
        var (skip, limit) = Paging.Read(query);
        var asked = new JobQuery(
            query.Flag("enabled_only", false), new ConditionReader(query.Wrong).Search(query.Text("search")), skip, limit);
        var recentRuns = query.Integer(RecentRuns, 0, 0, MaxRecentRunsInList);
        return query.Problem() is { } problem
            ? problem
            : await answers.ListAsync(await jobs.ListAsync(asked, http.RequestAborted), asked, recentRuns, http.RequestAborted);
    }

    /// <summary><c>GET /api/cronjobs/{job_id}</c>.</summary>
    public static async Task<IResult> Get(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, JobAnswers answers)
    {
        var query = new QueryReader(http.Request.Query);
        var recentRuns = query.Integer(RecentRuns, 0, 0, MaxRecentRuns);
        return query.Problem() is { } problem ? problem
            : await addresses.FindJobAsync(jobId, http.RequestAborted) is { } job
                ? await answers.OneAsync(job, StatusCodes.Status200OK, http.RequestAborted, recentRuns)
                : Problems.UnknownJob(jobId);
    }

    /// <summary><c>PUT /api/cronjobs/{job_id}</c>: the whole definition anew.</summary>
    public static Task<IResult> Replace(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, JobReader reader, JobChanges changes, JobAnswers answers) =>
        ChangeAsync(http, jobId, addresses, reader, changes, answers, replace: true);

    /// <summary><c>PATCH /api/cronjobs/{job_id}</c>: the fields that are sent; null resets one to its default.</summary>
    public static Task<IResult> Patch(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, JobReader reader, JobChanges changes, JobAnswers answers) =>
        ChangeAsync(http, jobId, addresses, reader, changes, answers, replace: false);

    /// <summary><c>PATCH /api/cronjobs/{job_id}/toggle</c>.</summary>
    public static async Task<IResult> Toggle(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, JobChanges changes, JobAnswers answers)
    {
        if (await addresses.FindJobAsync(jobId, http.RequestAborted) is not { } job)
        {
            return Problems.UnknownJob(jobId);
        }

        var outcome = await changes.ChangeAsync(job, was => (was with { Enabled = !was.Enabled }, null), http.RequestAborted);
        JobFields.Note(http, job, outcome);
        return await answers.OneAsync(outcome, http.RequestAborted);
    }

    /// <summary><c>DELETE /api/cronjobs/{job_id}</c>.</summary>
    public static async Task<IResult> Delete(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, JobChanges changes) =>
        await addresses.FindJobAsync(jobId, http.RequestAborted) is { } job && await changes.DeleteAsync(job.Id)
            ? TypedResults.NoContent()
            : Problems.UnknownJob(jobId);

    private static async Task<IResult> ChangeAsync(
        HttpContext http, string id, Addresses addresses, JobReader reader, JobChanges changes, JobAnswers answers, bool replace)
    {
        if (await addresses.FindJobAsync(id, http.RequestAborted) is not { } job)
        {
            return Problems.UnknownJob(id);
        }

        var body = await reader.BodyAsync(http.Request, optional: false);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var outcome = await changes.ChangeAsync(
            job, was => replace ? reader.ReadReplacement(body.Json, was) : reader.Read(new JsonFields(body.Json, "a job"), was), http.RequestAborted);
        JobFields.Note(http, job, outcome);
        return await answers.OneAsync(outcome, http.RequestAborted);
    }
}
