using JobLogs.Protocol.Runs;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Runs;

/// <summary>What somebody outside reports of a run, over HTTP.</summary>
internal static class ReportEndpoints
{
    /// <summary><c>PATCH /api/job-runs/{run_id}</c>.</summary>
    public static async Task<IResult> Change(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, RunReports reports, IOptions<RunsOptions> options, TimeProvider time)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        var body = await BodyAsync(http, options);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (change, problem) = ReportReader.ReadChange(body.Json);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await reports.ChangeAsync(run, change, http.RequestAborted);
        return outcome.Run is { } now ? RunAnswers.One(now, time.NowMicros()) : outcome.Problem!;
    }

    /// <summary><c>POST /api/job-runs/{run_id}/heartbeat</c>.</summary>
    public static async Task<IResult> Heartbeat(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, RunReports reports, TimeProvider time)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        var outcome = await reports.RenewAsync(run);
        return outcome.Run is { } now ? RunAnswers.One(now, time.NowMicros()) : outcome.Problem!;
    }

    /// <summary><c>POST /api/job-runs/{run_id}/metrics</c>.</summary>
    public static async Task<IResult> Metrics(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, RunReports reports, IOptions<RunsOptions> options, TimeProvider time)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        var body = await BodyAsync(http, options);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (metrics, problem) = ReportReader.ReadMetrics(body.Json, time.NowMicros());
        return (problem ?? await reports.RecordAsync(run, metrics))
            ?? Wire.Json(new MetricsAccepted(metrics.Count), RunsJsonContext.Wire.MetricsAccepted);
    }

    /// <summary><c>POST /api/job-runs/{run_id}/steps</c>.</summary>
    public static async Task<IResult> Steps(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, RunReports reports, IOptions<RunsOptions> options, TimeProvider time)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        var body = await BodyAsync(http, options);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (command, problem) = ReportReader.ReadStep(body.Json, run.Id, time.NowMicros());
        return (problem ?? await reports.ChangeAsync(run, command))
            ?? Wire.Json(RunDocuments.Of(command.Step!, time.NowMicros()), RunsJsonContext.Wire.StepDocument);
    }

    private static ValueTask<JsonBody> BodyAsync(HttpContext http, IOptions<RunsOptions> options) =>
        JsonBody.ReadAsync(http.Request, options.Value.MaxBodyBytes, optional: false, http.RequestAborted);
}
