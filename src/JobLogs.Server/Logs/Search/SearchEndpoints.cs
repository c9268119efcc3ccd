using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Server.Logs.History;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Logs.Search;

/// <summary>Searches over all jobs, and single entries, over HTTP.</summary>
internal static class SearchEndpoints
{
    private const int MaxBodyBytes = 256 * 1024;

    /// <summary><c>POST /api/search</c>.</summary>
    public static async Task<IResult> Search(HttpContext http, SearchReader reader, LogHistory history)
    {
        var body = await JsonBody.ReadAsync(http.Request, MaxBodyBytes, optional: false, http.RequestAborted);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (asked, problem) = await reader.ReadAsync(body.Json, http.RequestAborted);
        return problem is null ? await history.AnswerAsync(asked, http.RequestAborted) : problem;
    }

    /// <summary><c>GET /api/logs/{log_id}</c>.</summary>
    public static async Task<IResult> Entry(HttpContext http, [FromRoute(Name = "log_id")] string logId, ILogStore store)
    {
        var entry = EntryIdText.TryParse(logId, out var job, out var seq)
            ? await store.FindAsync(new JobId(job), seq, http.RequestAborted)
            : null;
        return entry is null
            ? Problems.NotFound($"There is no entry '{QueryReader.Shown(logId)}' (any more); GET /api/logs lists the entries there are.")
            : new EntryAnswer(entry);
    }
}
