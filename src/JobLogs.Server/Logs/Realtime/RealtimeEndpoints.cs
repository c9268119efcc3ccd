using JobLogs.Server.Http;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Logs.Realtime;

/// <summary>What is new in a log, asked for again and again, over HTTP.</summary>
internal static class RealtimeEndpoints
{
    /// <summary><c>GET /api/cronjobs/{job_id}/logs/realtime</c>.</summary>
    public static async Task<IResult> OfJob(HttpContext http, [FromRoute(Name = "job_id")] string job, LogScopes scopes, LogNews news) =>
        await scopes.JobAsync(job, http.RequestAborted) is { } scope
            ? await news.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownJob(job);

    /// <summary><c>GET /api/job-runs/{run_id}/logs/realtime</c>.</summary>
    public static async Task<IResult> OfRun(HttpContext http, [FromRoute(Name = "run_id")] string run, LogScopes scopes, LogNews news) =>
        await scopes.RunAsync(run, http.RequestAborted) is { } scope
            ? await news.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownRun(run);
}
