using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Runs;

/// <summary>Runs over HTTP: read, cancel, retry.</summary>
internal static class RunEndpoints
{
    /// <summary><c>GET /api/job-runs</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IRunStore runs, TimeProvider time)
    {
        var (query, problem) = RunQueries.Read(http.Request.Query, null);
        return problem is null
            ? RunAnswers.Page(await runs.ListAsync(query, http.RequestAborted), query, time.NowMicros())
            : problem;
    }

    /// <summary><c>GET /api/job-runs/{run_id}</c>.</summary>
    public static async Task<IResult> Get(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, TimeProvider time) =>
        await addresses.FindRunAsync(runId, http.RequestAborted) is { } run
            ? RunAnswers.One(run, time.NowMicros())
            : Problems.UnknownRun(runId);

    /// <summary><c>POST /api/job-runs/{run_id}/cancel</c>.</summary>
    public static async Task<IResult> Cancel(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, RunCanceller canceller, TimeProvider time)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        var outcome = await canceller.CancelAsync(run.Id);
        return outcome.Run is { } now ? RunAnswers.One(now, time.NowMicros(), StatusCodes.Status202Accepted) : outcome.Problem!;
    }

    /// <summary><c>POST /api/job-runs/{run_id}/retry</c>.</summary>
    public static async Task<IResult> Retry(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, RunStarter starter)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        var outcome = await starter.RetryAsync(run, http.RequestAborted);
        return outcome.Run is { } made
            ? RunAnswers.Accepted(made, "A new run was made, like the one that is over", outcome.Behind)
            : outcome.Problem!;
    }
}
