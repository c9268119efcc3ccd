namespace JobLogs.Server.Handlers.PaperSearch.Feeds;

/// <summary>The order that arXiv answers in, for sources that have all their papers at hand.</summary>
internal static class NewestPapers
{
    /// <summary>The matching papers, newest first, each id once (its latest description), at most as many as were asked for.</summary>
    public static IEnumerable<FoundPaper> Matching(this IEnumerable<FoundPaper> papers, SourceQuery query) => papers
        .Where(paper => KeywordMatch.Any(paper, query.Keywords))
        .GroupBy(paper => paper.Id, StringComparer.Ordinal)
        .Select(same => same.MaxBy(paper => paper.Updated)!)
        .OrderByDescending(paper => paper.Published)
        .ThenBy(paper => paper.Id, StringComparer.Ordinal)
        .Take(query.MaxPapers);
}
