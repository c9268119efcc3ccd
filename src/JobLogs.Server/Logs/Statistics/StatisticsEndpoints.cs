using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Logs.Statistics;

/// <summary>Counts over HTTP.</summary>
internal static class StatisticsEndpoints
{
    /// <summary><c>GET /api/cronjobs/{job_id}/logs/statistics</c>.</summary>
    public static async Task<IResult> OfJob(HttpContext http, [FromRoute(Name = "job_id")] string job, LogScopes scopes, LogCounts counts) =>
        await scopes.JobAsync(job, http.RequestAborted) is { } scope
            ? await counts.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownJob(job);

    /// <summary><c>GET /api/job-runs/{run_id}/logs/statistics</c>.</summary>
    public static async Task<IResult> OfRun(HttpContext http, [FromRoute(Name = "run_id")] string run, LogScopes scopes, LogCounts counts) =>
        await scopes.RunAsync(run, http.RequestAborted) is { } scope
            ? await counts.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownRun(run);

    /// <summary><c>GET /api/logs/statistics</c>.</summary>
    public static async Task<IResult> OfAll(HttpContext http, LogCounts counts) =>
        await counts.AnswerAsync(LogScope.All, http.Request.Query, http.RequestAborted);

    /// <summary><c>GET /api/cronjobs/{job_id}/logs/facets</c>.</summary>
    public static async Task<IResult> FacetsOfJob(HttpContext http, [FromRoute(Name = "job_id")] string job, LogScopes scopes, Facets facets) =>
        await scopes.JobAsync(job, http.RequestAborted) is { } scope
            ? await facets.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownJob(job);

    /// <summary><c>GET /api/job-runs/{run_id}/logs/facets</c>.</summary>
    public static async Task<IResult> FacetsOfRun(HttpContext http, [FromRoute(Name = "run_id")] string run, LogScopes scopes, Facets facets) =>
        await scopes.RunAsync(run, http.RequestAborted) is { } scope
            ? await facets.AnswerAsync(scope, http.Request.Query, http.RequestAborted)
            : Problems.UnknownRun(run);

    /// <summary><c>GET /api/logs/facets</c>.</summary>
    public static async Task<IResult> FacetsOfAll(HttpContext http, Facets facets) =>
        await facets.AnswerAsync(LogScope.All, http.Request.Query, http.RequestAborted);

    /// <summary><c>GET /api/logs/errors</c>.</summary>
    public static async Task<IResult> Errors(HttpContext http, Errors errors) =>
        await errors.AnswerAsync(http.Request.Query, http.RequestAborted);
}
