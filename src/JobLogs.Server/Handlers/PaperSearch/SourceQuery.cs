namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>What a source is asked for: papers that match any of the keywords.</summary>
/// <param name="Keywords">Words or phrases, at least one; blank ones are ignored. A category such as <c>cs.LG</c> is a keyword too.</param>
/// <param name="MaxPapers">How many papers to yield at most, from 1.</param>
internal sealed record SourceQuery(IReadOnlyList<string> Keywords, int MaxPapers);
