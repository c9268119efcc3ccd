namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>Where <c>paper_search</c> finds papers.</summary>
internal sealed class PaperSearchOptions
{
    /// <summary>The setting of <see cref="Source"/>.</summary>
    public const string SourceKey = "PAPER_SEARCH_SOURCE";

    /// <summary>The setting of <see cref="Folder"/>.</summary>
    public const string FolderKey = "PAPER_SEARCH_FOLDER";

    /// <summary>The setting of <see cref="ArxivUrl"/>.</summary>
    public const string ArxivUrlKey = "PAPER_SEARCH_ARXIV_URL";

    /// <summary>
    /// <c>auto</c> (the default: arXiv where it can be reached, else the sample), <c>arxiv</c>, <c>folder</c> or <c>sample</c>.
    /// Anything else stops the start.
    /// </summary>
    public string Source { get; set; } = "auto";

    /// <summary>The folder of Atom files (<c>*.xml</c>, <c>*.atom</c>) that <c>folder</c> reads; it must exist then. Not set by default.</summary>
    public string? Folder { get; set; }

    /// <summary>The address of arXiv's query API, http or https, without a query of its own.</summary>
    public string ArxivUrl { get; set; } = "https://export.arxiv.org/api/query";

    /// <summary>Takes over what the settings say; an empty value counts as not set.</summary>
    public void Read(IConfiguration settings)
    {
        Source = Setting(settings, SourceKey)?.ToLowerInvariant() ?? Source;
        Folder = Setting(settings, FolderKey) ?? Folder;
        ArxivUrl = Setting(settings, ArxivUrlKey) ?? ArxivUrl;
    }

    private static string? Setting(IConfiguration settings, string key) =>
        settings[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
