using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Ingest;

/// <summary>Entries from outside.</summary>
internal static class IngestEndpoints
{
    /// <summary><c>POST /api/job-runs/{run_id}/logs</c></summary>
    public static async Task<IResult> AppendAsync(
        [FromRoute(Name = "run_id")] string runId, HttpRequest request, EntryIntake intake, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var numbers = ProducerNumbers.Read(query);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        return RunIdText.TryParse(runId, out var run)
            ? await intake.TakeAsync(new RunId(run), numbers, request, cancellationToken)
            : Problems.UnknownRun(runId);
    }
}
