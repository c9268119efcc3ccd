using JobLogs.Protocol.Comparisons;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Comparisons;

/// <summary>Comparisons over HTTP.</summary>
internal static class ComparisonEndpoints
{
    /// <summary><c>GET /api/job-runs/{run_id}/diff</c>: with the last run of the job that completed before.</summary>
    public static async Task<IResult> WithLastGood(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, Addresses addresses, RunComparer comparer)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        return await comparer.FindBaseAsync(run, http.RequestAborted) is { } last
            ? await AnswerAsync(run, last, comparer, http.RequestAborted)
            : Problems.NotFound(
                $"The job has no run that completed before {RunIdText.ToText(run.Id.Number)}. Name the run to compare with: GET /api/job-runs/{RunIdText.ToText(run.Id.Number)}/diff/{{run_id}}.");
    }

    /// <summary><c>GET /api/job-runs/{run_id}/diff/{base_id}</c>.</summary>
    public static async Task<IResult> With(
        HttpContext http, [FromRoute(Name = "run_id")] string runId, [FromRoute(Name = "base_id")] string baseId, Addresses addresses, RunComparer comparer)
    {
        if (await addresses.FindRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return Problems.UnknownRun(runId);
        }

        return await addresses.FindRunAsync(baseId, http.RequestAborted) is { } other
            ? await AnswerAsync(run, other, comparer, http.RequestAborted)
            : Problems.UnknownRun(baseId);
    }

    private static async Task<IResult> AnswerAsync(Run run, Run @base, RunComparer comparer, CancellationToken cancellationToken) =>
        Wire.Json(await comparer.CompareAsync(run, @base, cancellationToken), ComparisonsJsonContext.Wire.RunComparison);
}
