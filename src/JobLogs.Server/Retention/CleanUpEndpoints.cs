using JobLogs.Protocol.Maintenance;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Retention;

/// <summary>Clean-up over HTTP.</summary>
internal static class CleanUpEndpoints
{
    /// <summary><c>POST /api/maintenance/cleanup?days=90[&amp;dry_run=true]</c>.</summary>
    public static async Task<IResult> CleanUp(HttpContext http, CleanUp cleanUp, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var query = new QueryReader(http.Request.Query);
        var days = query.Integer("days", 1, RetentionOptions.MaxDays);
        if (string.IsNullOrEmpty(http.Request.Query["days"]))
        {
            query.Wrong("days", $"is missing; say how many days to keep, for example days=90 (1 to {RetentionOptions.MaxDays}).");
        }

        var dryRun = query.Flag("dry_run", false);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var cutoff = Cutoff.Before(time.NowMicros(), (int)days!.Value);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var removed = dryRun ? await cleanUp.CountAsync(cutoff, either.Token) : await cleanUp.RemoveAsync(_ => cutoff, either.Token);
            var kinds = new DeletedCounts(removed.Entries, removed.StatusChanges, removed.Metrics);
            var result = new CleanupResult(kinds.Logs + kinds.StatusChanges + kinds.Metrics, kinds, Clock.FromMicros(cutoff), dryRun);
            return Wire.Json(result, MaintenanceJsonContext.Wire.CleanupResult);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Problems.Stopping() with { Detail = "The server is stopping. A part may have been deleted; call again for the rest after the time in Retry-After." };
        }
    }
}
