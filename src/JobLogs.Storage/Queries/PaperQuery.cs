namespace JobLogs.Storage.Queries;

/// <summary>Papers that are asked for, last processed first.</summary>
/// <param name="Search">Title, summary, id or an author contains this text, after folding both; null means any.</param>
/// <param name="Source">Only of this source; null means any.</param>
public sealed record PaperQuery(string? Search, string? Source, long Skip, int Limit);
