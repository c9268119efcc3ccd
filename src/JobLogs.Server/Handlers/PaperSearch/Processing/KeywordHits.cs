namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>How often a keyword stands in a paper, whatever its case.</summary>
/// <param name="Keyword">The keyword as the job names it.</param>
/// <param name="Title">Times in the title.</param>
/// <param name="Summary">Times in the summary.</param>
/// <param name="Categories">Categories that contain it.</param>
internal sealed record KeywordHits(string Keyword, int Title, int Summary, int Categories);
