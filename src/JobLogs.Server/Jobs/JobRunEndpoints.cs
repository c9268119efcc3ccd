using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Jobs;

/// <summary>A job's runs over HTTP: trigger, start from outside, list.</summary>
internal static class JobRunEndpoints
{
    /// <summary><c>POST /api/cronjobs/{job_id}/trigger</c>.</summary>
    public static async Task<IResult> Trigger(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, JobReader reader, TriggerReader triggers, RunStarter starter)
    {
        if (await addresses.FindJobAsync(jobId, http.RequestAborted) is not { } job)
        {
            return Problems.UnknownJob(jobId);
        }

        var body = await reader.BodyAsync(http.Request, optional: true);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (parameters, problem) = triggers.ReadTrigger(body, job.Definition.Type, job.Definition.Parameters);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await starter.TriggerAsync(job, parameters);
        return outcome.Run is { } run ? RunAnswers.Accepted(run, "The job was triggered", outcome.Behind) : outcome.Problem!;
    }

    /// <summary><c>POST /api/cronjobs/{job_id}/runs</c>: a run that somebody else executes.</summary>
    public static async Task<IResult> Start(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, JobReader reader, TriggerReader triggers, RunStarter starter, TimeProvider time)
    {
        if (await addresses.FindJobAsync(jobId, http.RequestAborted) is not { } job)
        {
            return Problems.UnknownJob(jobId);
        }

        var body = await reader.BodyAsync(http.Request, optional: true);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (parameters, lease, problem) = triggers.ReadStart(body, job.Definition.Parameters);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await starter.StartExternalAsync(job, parameters, lease);
        if (outcome.Run is not { } run)
        {
            return outcome.Problem!;
        }

        http.Response.Headers.Location = "/api/job-runs/" + RunIdText.ToText(run.Id.Number);
        return RunAnswers.One(run, time.NowMicros(), StatusCodes.Status201Created);
    }

    /// <summary><c>GET /api/cronjobs/{job_id}/runs</c>.</summary>
    public static async Task<IResult> List(
        HttpContext http, [FromRoute(Name = "job_id")] string jobId, Addresses addresses, IRunStore runs, TimeProvider time)
    {
        if (await addresses.FindJobAsync(jobId, http.RequestAborted) is not { } job)
        {
            return Problems.UnknownJob(jobId);
        }

        var (query, problem) = RunQueries.Read(http.Request.Query, job.Id);
        return problem is null
            ? RunAnswers.Page(await runs.ListAsync(query, http.RequestAborted), query, time.NowMicros())
            : problem;
    }
}
