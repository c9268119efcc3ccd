using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Maintenance;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Copies.Verifying;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies;

/// <summary>The copy over HTTP.</summary>
internal static class CopyEndpoints
{
    /// <summary><c>GET /api/stores/elasticsearch/dead-letters</c>.</summary>
    public static async Task<IResult> DeadLetters(HttpContext http, ICopyStates states)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var page = await states.DeadLettersAsync(KnownCopies.Elasticsearch, paging.Skip, paging.Limit, http.RequestAborted);
        var documents = page.Items.Select(Document).ToList();
        return Wire.Json(
            new DeadLetterList(documents, page.Total, paging.Skip, paging.Limit, paging.HasMore(documents.Count, page.Total)),
            MaintenanceJsonContext.Wire.DeadLetterList);
    }

    /// <summary><c>POST /api/stores/elasticsearch/dead-letters/replay</c>.</summary>
    public static async Task<IResult> Replay(HttpContext http, IStoreQueue queue)
    {
        var replay = await queue.SubmitAsync(new ReplayDeadLetters(KnownCopies.Elasticsearch), http.RequestAborted);
        return replay.Refusal == Refusal.None
            ? Wire.Json(new ReplayAccepted(replay.Letters), MaintenanceJsonContext.Wire.ReplayAccepted, StatusCodes.Status202Accepted)
            : NotBegun();
    }

    /// <summary><c>POST /api/maintenance/rebuild-copy</c>.</summary>
    public static async Task<IResult> Rebuild(HttpContext http, IStoreQueue queue)
    {
        var reset = await queue.SubmitAsync(new ResetCopy(KnownCopies.Elasticsearch), http.RequestAborted);
        return reset.Refusal == Refusal.None
            ? Wire.Json(new RebuildAccepted("rebuilding"), MaintenanceJsonContext.Wire.RebuildAccepted, StatusCodes.Status202Accepted)
            : NotBegun();
    }

    /// <summary><c>POST /api/maintenance/verify-copy[?job_id=…]</c>.</summary>
    public static async Task<IResult> Verify(HttpContext http, CopyVerification verification, Addresses addresses, IHostApplicationLifetime lifetime)
    {
        var query = new QueryReader(http.Request.Query);
        var named = query.Text("job_id");
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var job = named is null ? null : await addresses.FindJobAsync(named, http.RequestAborted);
        if (named is not null && job is null)
        {
            return Problems.UnknownJob(named);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            return Wire.Json(await verification.RunAsync(job?.Id, either.Token), MaintenanceJsonContext.Wire.CopyVerificationDocument);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Problems.Stopping() with { Detail = "The server is stopping. Nothing was changed; call again after the time in Retry-After." };
        }
    }

    /// <summary>All of them, on a server without a copy.</summary>
    public static IResult None() => Problems.Conflict(
        ProblemCodes.CopyDisabled, "This server has no copy in Elasticsearch. Set ELASTICSEARCH_ENABLED=true and ELASTICSEARCH_HOSTS, and start it again.");

    private static Problem NotBegun() => Problems.Conflict(
        ProblemCodes.CopyBehind, "The copy has not been begun yet; the server does so by itself a moment after its start.");

    private static DeadLetterDocument Document(DeadLetter letter) => new()
    {
        Id = letter.Id,
        Kind = letter.Item.Seq > 0 ? "log" : "event",
        JobId = JobIdText.ToText(letter.Item.Job.Number),
        JobRunId = RunIdText.ToText(letter.Run.Number),
        LogId = letter.Item.Seq > 0 ? EntryIdText.ToText(letter.Item.Job.Number, letter.Item.Seq) : null,
        Event = letter.Item.Seq > 0 ? null : letter.Item.Event,
        Commit = letter.Commit,
        Reason = letter.Reason,
        FirstTriedAt = Clock.FromMicros(letter.FirstTriedAt),
        LastTriedAt = Clock.FromMicros(letter.LastTriedAt),
        Tries = letter.Tries,
    };
}
