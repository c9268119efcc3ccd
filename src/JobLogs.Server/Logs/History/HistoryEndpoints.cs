using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Logs.History;

/// <summary>Pages of a log over HTTP.</summary>
internal static class HistoryEndpoints
{
    /// <summary><c>GET /api/cronjobs/{job_id}/logs</c>.</summary>
    public static async Task<IResult> OfJob(HttpContext http, [FromRoute(Name = "job_id")] string job, LogScopes scopes, LogHistory history) =>
        await scopes.JobAsync(job, http.RequestAborted) is { } scope
            ? await history.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownJob(job);

    /// <summary><c>GET /api/job-runs/{run_id}/logs</c>.</summary>
    public static async Task<IResult> OfRun(HttpContext http, [FromRoute(Name = "run_id")] string run, LogScopes scopes, LogHistory history) =>
        await scopes.RunAsync(run, http.RequestAborted) is { } scope
            ? await history.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownRun(run);

    /// <summary><c>GET /api/logs</c>.</summary>
    public static async Task<IResult> OfAll(HttpContext http, LogHistory history) =>
        await history.AnswerAsync(LogScope.All, http.Request.Query, http.RequestAborted);
}
