using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Logs.Export;

/// <summary>Whole logs over HTTP.</summary>
internal static class ExportEndpoints
{
    /// <summary><c>GET /api/cronjobs/{job_id}/logs/export</c>.</summary>
    public static async Task<IResult> OfJob(HttpContext http, [FromRoute(Name = "job_id")] string job, LogScopes scopes, LogExport export) =>
        await scopes.JobAsync(job, http.RequestAborted) is { } scope
            ? await export.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownJob(job);

    /// <summary><c>GET /api/job-runs/{run_id}/logs/export</c>.</summary>
    public static async Task<IResult> OfRun(HttpContext http, [FromRoute(Name = "run_id")] string run, LogScopes scopes, LogExport export) =>
        await scopes.RunAsync(run, http.RequestAborted) is { } scope
            ? await export.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownRun(run);

    /// <summary><c>GET /api/logs/export</c>.</summary>
    public static async Task<IResult> OfAll(HttpContext http, LogExport export) =>
        await export.AnswerAsync(LogScope.All, http.Request.Query, http.RequestAborted);
}
