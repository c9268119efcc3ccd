namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>Processes one paper: counts its words and weighs where the keywords stand.</summary>
internal static class PaperAnalyser
{
    private const int TopTerms = 10;

    // A keyword in the title says three times as much about a paper as one in its summary, a category twice.
    private const double TitleWeight = 3;
    private const double CategoryWeight = 2;

    // The weight at which a keyword counts half: one mention in the title.
    private const double HalfWeight = TitleWeight;

    /// <summary>Analyses the paper for the keywords.</summary>
    /// <exception cref="PaperProcessingException">The paper has no summary to analyse.</exception>
    public static PaperAnalysis Analyse(FoundPaper paper, IReadOnlyList<string> keywords)
    {
        if (paper.Summary.Length == 0)
        {
            throw new PaperProcessingException(PaperErrorCodes.PaperInvalid, "The paper has no summary to analyse.");
        }

        var words = Words.Of(paper.Title).Concat(Words.Of(paper.Summary)).ToArray();
        var top = words
            .CountBy(word => word)
            .OrderByDescending(term => term.Value)
            .ThenBy(term => term.Key, StringComparer.Ordinal)
            .Take(TopTerms)
            .Select(term => new TermCount(term.Key, term.Value))
            .ToArray();
        var hits = keywords
            .Select(keyword => keyword.Trim())
            .Where(keyword => keyword.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(keyword => new KeywordHits(
                keyword,
                Count(paper.Title, keyword),
                Count(paper.Summary, keyword),
                paper.Categories.Count(category => category.Contains(keyword, StringComparison.OrdinalIgnoreCase))))
            .ToArray();
        var relevance = hits.Length == 0 ? 0 : Math.Round(hits.Average(Weigh), 4);
        return new PaperAnalysis(relevance, words.Length, top, hits);
    }

    // Rises with every mention and never reaches 1, so that no single keyword outweighs the others by being repeated.
    private static double Weigh(KeywordHits hits)
    {
        var weight = (TitleWeight * hits.Title) + hits.Summary + (CategoryWeight * hits.Categories);
        return weight / (weight + HalfWeight);
    }

    private static int Count(string text, string keyword)
    {
        var count = 0;
        for (var at = 0; (at = text.IndexOf(keyword, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += keyword.Length)
        {
            count++;
        }

        return count;
    }
}
