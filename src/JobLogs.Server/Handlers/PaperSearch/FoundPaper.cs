namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>One paper as a source describes it.</summary>
internal sealed record FoundPaper
{
    /// <summary>The arXiv id without its version: <c>2401.01234</c>, or of the old style <c>hep-th/9711200</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The version that the source named (from 1), or null where it named none.</summary>
    public int? Version { get; init; }

    /// <summary>The title, its white space collapsed.</summary>
    public required string Title { get; init; }

    /// <summary>The authors in the paper's order; a source may list only the first few.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>All categories, the primary one included: <c>cs.LG</c>.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>The category that the paper was filed under.</summary>
    public required string PrimaryCategory { get; init; }

    /// <summary>When the first version was submitted, in UTC.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When this version was submitted, in UTC.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The abstract or a summary, its white space collapsed.</summary>
    public required string Summary { get; init; }

    /// <summary>The page of the paper.</summary>
    public required string Link { get; init; }

    /// <summary>Where this description was read from.</summary>
    public required PaperOrigin Source { get; init; }
}
