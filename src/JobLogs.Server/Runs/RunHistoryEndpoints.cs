using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Runs;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Runs;

/// <summary>What belongs to a run, over HTTP: status history, steps, metrics, summary.</summary>
internal static class RunHistoryEndpoints
{
    private const int MostSteps = 1000;

    /// <summary><c>GET /api/job-runs/{run_id}/status-history</c>.</summary>
    public static async Task<IResult> StatusHistory(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, IRunStore runs)
    {
        var query = new QueryReader(http.Request.Query);
        var asked = Paging.Read(query);
        if (await FindAsync(http, runId, addresses, query) is var found && found.Run is not { } run)
        {
            return found.Problem!;
        }

        var page = await runs.StatusHistoryAsync(run.Id, asked.Skip, asked.Limit, http.RequestAborted);
        return Wire.Json(
            new StatusHistoryList([.. page.Items.Select(RunDocuments.Of)], page.Total, asked.Skip, asked.Limit, asked.HasMore(page.Items.Count, page.Total)),
            RunsJsonContext.Wire.StatusHistoryList);
    }

    /// <summary><c>GET /api/job-runs/{run_id}/steps</c>.</summary>
    public static async Task<IResult> Steps(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, IRunStore runs, TimeProvider time)
    {
        var query = new QueryReader(http.Request.Query);
        var asked = Paging.Read(query);
        if (await FindAsync(http, runId, addresses, query) is var found && found.Run is not { } run)
        {
            return found.Problem!;
        }

        var page = await runs.StepsAsync(run.Id, asked.Skip, asked.Limit, http.RequestAborted);
        var now = time.NowMicros();
        return Wire.Json(
            new StepList([.. page.Items.Select(step => RunDocuments.Of(step, now))], page.Total, asked.Skip, asked.Limit, asked.HasMore(page.Items.Count, page.Total)),
            RunsJsonContext.Wire.StepList);
    }

    /// <summary><c>GET /api/job-runs/{run_id}/metrics</c>; <c>name</c> picks one.</summary>
    public static async Task<IResult> Metrics(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, IRunStore runs)
    {
        var query = new QueryReader(http.Request.Query);
        var asked = Paging.Read(query);
        var name = query.Text("name");
        if (await FindAsync(http, runId, addresses, query) is var found && found.Run is not { } run)
        {
            return found.Problem!;
        }

        var page = await runs.MetricsAsync(run.Id, name, asked.Skip, asked.Limit, http.RequestAborted);
        return Wire.Json(
            new MetricList([.. page.Items.Select(RunDocuments.Of)], page.Total, asked.Skip, asked.Limit, asked.HasMore(page.Items.Count, page.Total)),
            RunsJsonContext.Wire.MetricList);
    }

    /// <summary><c>GET /api/job-runs/{run_id}/metrics/summary</c>.</summary>
    public static async Task<IResult> MetricSummary(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, IRunStore runs)
    {
        var query = new QueryReader(http.Request.Query);
        var asked = Paging.Read(query);
        if (await FindAsync(http, runId, addresses, query) is var found && found.Run is not { } run)
        {
            return found.Problem!;
        }

        var all = await runs.MetricSummaryAsync(run.Id, http.RequestAborted);
        var shown = all.Skip((int)Math.Min(asked.Skip, all.Count)).Take(asked.Limit).Select(RunDocuments.Of).ToArray();
        return Wire.Json(
            new MetricSummaryList(shown, all.Count, asked.Skip, asked.Limit, asked.HasMore(shown.Length, all.Count)),
            RunsJsonContext.Wire.MetricSummaryList);
    }

    /// <summary><c>GET /api/job-runs/{run_id}/summary</c>.</summary>
    public static async Task<IResult> Summary(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, IRunStore runs, TimeProvider time)
    {
        if (await FindAsync(http, runId, addresses, new QueryReader(http.Request.Query)) is var found && found.Run is not { } run)
        {
            return found.Problem!;
        }

        var steps = await runs.StepsAsync(run.Id, 0, MostSteps, http.RequestAborted);
        var metrics = await runs.MetricSummaryAsync(run.Id, http.RequestAborted);
        var now = time.NowMicros();
        var document = RunDocuments.Of(run, now);
        return Wire.Json(
            new RunSummary
            {
                JobRunId = RunIdText.ToText(run.Id.Number),
                JobId = document.JobId,
                Status = document.Status,
                DurationMs = document.DurationMs,
                Counts = document.Counts,
                Entries = document.Entries,
                Error = document.Error,
                Steps = [.. steps.Items.Select(step => RunDocuments.Of(step, now))],
                Metrics = [.. metrics.Select(RunDocuments.Of)],
                Run = document,
            },
            RunsJsonContext.Wire.RunSummary);
    }

    private static async ValueTask<RunOutcome> FindAsync(HttpContext http, string id, Addresses addresses, QueryReader query)
    {
        if (await addresses.FindRunAsync(id, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(id);
        }

        return query.Problem() is { } problem ? problem : run;
    }
}
