using JobLogs.Storage.Model;

namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>Turns a processed paper into what the store keeps.</summary>
internal static class KeptPapers
{
    /// <summary>The paper with its analysis, marked with the run that made it.</summary>
    public static Paper ToKept(this FoundPaper paper, PaperAnalysis analysis, Run run, TimeProvider time) => new()
    {
        Source = paper.Source.ToName(),
        Id = paper.Id,
        Title = paper.Title,
        Authors = paper.Authors,
        Categories = [.. paper.Categories.OrderByDescending(category => category == paper.PrimaryCategory)],
        PublishedAt = Clock.ToMicros(paper.Published),
        UpdatedAt = Clock.ToMicros(paper.Updated),
        Version = paper.Version,
        Summary = paper.Summary,
        Link = paper.Link,
        Analysis = AnalysisJson.Write(analysis),
        Run = run.Id,
        Job = run.Job,
        ProcessedAt = time.NowMicros(),
    };
}
