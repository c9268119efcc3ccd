using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Logs.History;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Search;

/// <summary>Reads the body of a search: a <see cref="Protocol.Logs.SearchRequest"/>, with all that is wrong told at once.</summary>
internal sealed class SearchReader(LogScopes scopes, FilterReader filterReader)
{
    private static readonly LogQuery Nothing = new() { Scope = LogScope.All, Limit = 1 };

    /// <summary>What is asked for, or what is wrong with it.</summary>
    public async ValueTask<(LogQuery Asked, Problem? Problem)> ReadAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body, "a search");
        var filters = fields.Inner("filters", "an object of conditions");
        var job = filters?.Text("job_id");
        var asked = new LogQuery
        {
            Scope = LogScope.All,
            Filter = filters is null ? LogFilter.None : filterReader.Read(filters),
            Skip = fields.Integer("skip", 0, long.MaxValue) ?? 0,
            Limit = (int)(fields.Integer("limit", 1, HistoryReader.MaxLimit) ?? HistoryReader.DefaultLimit),
            ByTimestamp = fields.Word("sort_by", "seq", "timestamp") == "timestamp",
            Descending = fields.Word("sort_order", "desc", "asc") != "asc",
        };
        filters?.RefuseUnknown();
        fields.RefuseUnknown();
        if (fields.Problem() is { } problem)
        {
            return (Nothing, problem);
        }

        if (string.IsNullOrEmpty(job))
        {
            return (asked, null);
        }

        return await scopes.JobAsync(job, cancellationToken) is { } scope
            ? (asked with { Scope = scope }, null)
            : (Nothing, Problems.UnknownJob(job));
    }
}
