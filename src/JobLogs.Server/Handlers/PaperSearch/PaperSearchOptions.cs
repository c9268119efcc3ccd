using JobLogs.Server.Settings;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>Where <c>paper_search</c> finds papers.</summary>
internal sealed record PaperSearchOptions
{
    private const string SourceKey = "PAPER_SEARCH_SOURCE";
    private const string FolderKey = "PAPER_SEARCH_FOLDER";
    private const string ArxivUrlKey = "PAPER_SEARCH_ARXIV_URL";

    /// <summary>
    /// <c>auto</c> (the default: arXiv where it can be reached, else the sample), <c>arxiv</c>, <c>folder</c> or <c>sample</c>.
    /// Anything else stops the start.
    /// </summary>
    public string Source { get; private init; } = "auto";

    /// <summary>The folder of Atom files (<c>*.xml</c>, <c>*.atom</c>) that <c>folder</c> reads; it must exist then. Not set by default.</summary>
    public string? Folder { get; private init; }

    /// <summary>The address of arXiv's query API: http or https, without query, fragment and user; by default arXiv's own.</summary>
    public Uri ArxivUrl { get; private init; } = new("https://export.arxiv.org/api/query");

    /// <summary>Reads and checks the settings; an empty value counts as not set.</summary>
    /// <exception cref="SettingException">A setting can't work.</exception>
    public static PaperSearchOptions From(IConfiguration configuration)
    {
        var options = new PaperSearchOptions { Folder = Value(configuration, FolderKey) };
        if (Value(configuration, SourceKey)?.ToLowerInvariant() is { } source)
        {
            options = options with { Source = CheckSource(source) };
        }

        if (Value(configuration, ArxivUrlKey) is { } address)
        {
            options = options with { ArxivUrl = CheckAddress(address) };
        }

        if (options.Source == "folder")
        {
            CheckFolder(options.Folder);
        }

        return options;
    }

    private static string? Value(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static string CheckSource(string source) => source is "auto" or "arxiv" or "folder" or "sample"
        ? source
        : throw new SettingException(SourceKey, $"'{source}' is no source; it must be auto, arxiv, folder or sample.");

    private static Uri CheckAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { Query: "", Fragment: "", UserInfo: "" }
            ? address
            : throw new SettingException(
                ArxivUrlKey, $"'{text}' is no http or https address without query, fragment and user, such as https://export.arxiv.org/api/query.");

    private static void CheckFolder(string? folder)
    {
        if (folder is null)
        {
            throw new SettingException(FolderKey, $"{SourceKey}=folder needs a folder of Atom files, as in {FolderKey}=./papers.");
        }

        if (!Directory.Exists(folder))
        {
            throw new SettingException(FolderKey, $"there is no folder '{folder}'.");
        }
    }
}
