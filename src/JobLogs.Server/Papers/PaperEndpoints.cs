using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Papers;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Papers;

/// <summary>Papers over HTTP.</summary>
internal static class PaperEndpoints
{
    /// <summary><c>GET /api/papers</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IPaperStore papers)
    {
        var query = new QueryReader(http.Request.Query);
        var asked = new PaperQuery(
            new ConditionReader(query.Wrong).Search(query.Text("search")),
            query.Text("source"),
            query.Integer("skip", 0, long.MaxValue) ?? 0,
            query.Integer("limit", 100, 1, 1000));
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var page = await papers.ListAsync(asked, http.RequestAborted);
        var list = new PaperList(
            [.. page.Items.Select(Document)], page.Total, asked.Skip, asked.Limit, asked.Skip + page.Items.Count < page.Total);
        return Wire.Json(list, PapersJsonContext.Wire.PaperList);
    }

    private static PaperDocument Document(Paper paper) => new()
    {
        Source = paper.Source,
        Id = paper.Id,
        Title = paper.Title,
        Authors = paper.Authors,
        Categories = paper.Categories,
        PublishedAt = Clock.FromMicros(paper.PublishedAt),
        UpdatedAt = Clock.FromMicros(paper.UpdatedAt),
        Version = paper.Version,
        Summary = paper.Summary,
        Link = paper.Link,
        Analysis = Wire.Json(paper.Analysis),
        JobId = JobIdText.ToText(paper.Job.Number),
        JobRunId = RunIdText.ToText(paper.Run.Number),
        ProcessedAt = Clock.FromMicros(paper.ProcessedAt),
    };
}
