namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The port of the places that papers come from.</summary>
internal interface IPaperSource
{
    /// <summary>Where the papers of this source come from.</summary>
    PaperOrigin Origin { get; }

    /// <summary>
    /// Yields the papers that match any keyword, newest first, each id once, at most <see cref="SourceQuery.MaxPapers"/> of them.
    /// What the source passes over or waits for is said to <paramref name="logger"/>, which is the run's own.
    /// </summary>
    /// <exception cref="PaperSourceException">The source failed for good; its code becomes the run's <c>error_code</c>.</exception>
    IAsyncEnumerable<FoundPaper> SearchAsync(SourceQuery query, ILogger logger, CancellationToken cancellationToken);
}
