namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>A word and how often it stands in title and summary.</summary>
internal sealed record TermCount(string Term, int Count);
