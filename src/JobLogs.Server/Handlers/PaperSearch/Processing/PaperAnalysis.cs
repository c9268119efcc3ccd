namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>What processing found out about a paper. The same paper and keywords always give the same analysis.</summary>
/// <param name="Relevance">How well the paper fits the keywords, from 0 to 1, four decimals.</param>
/// <param name="Words">Words in title and summary, common ones left out.</param>
/// <param name="TopTerms">The ten commonest of them, commonest first.</param>
/// <param name="Keywords">Where the keywords stand, those that don't stand anywhere included.</param>
internal sealed record PaperAnalysis(
    double Relevance, int Words, IReadOnlyList<TermCount> TopTerms, IReadOnlyList<KeywordHits> Keywords);
