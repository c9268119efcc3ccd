namespace JobLogs.Server.Handlers.PaperSearch.Atom;

/// <summary>What one Atom document said.</summary>
/// <param name="Papers">The entries that describe a paper, in the document's order.</param>
/// <param name="Total">How many papers match altogether (<c>opensearch:totalResults</c>), or null where the document doesn't say.</param>
/// <param name="Unreadable">One sentence for each entry that could not be read as a paper.</param>
/// <param name="Error">The text of arXiv's error entry, or null: arXiv reports a bad question as a feed with one such entry.</param>
internal sealed record AtomFeed(IReadOnlyList<FoundPaper> Papers, long? Total, IReadOnlyList<string> Unreadable, string? Error);
