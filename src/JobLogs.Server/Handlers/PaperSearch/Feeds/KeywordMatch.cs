namespace JobLogs.Server.Handlers.PaperSearch.Feeds;

/// <summary>What a keyword means where no search engine answers: the text holds it, whatever its case.</summary>
internal static class KeywordMatch
{
    /// <summary>Whether title, summary, a category or an author of the paper contains any of the keywords; blank ones count for nothing.</summary>
    public static bool Any(FoundPaper paper, IReadOnlyList<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (!string.IsNullOrWhiteSpace(keyword) && Holds(paper, keyword.Trim()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(FoundPaper paper, string keyword) =>
        Holds(paper.Title, keyword)
        || Holds(paper.Summary, keyword)
        || paper.Categories.Any(category => Holds(category, keyword))
        || paper.Authors.Any(author => Holds(author, keyword));

    private static bool Holds(string text, string keyword) => text.Contains(keyword, StringComparison.OrdinalIgnoreCase);
}
