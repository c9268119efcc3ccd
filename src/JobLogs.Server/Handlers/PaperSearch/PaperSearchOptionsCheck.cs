using Microsoft.Extensions.Options;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>Refuses settings that can't work, all at once, each by its name.</summary>
internal sealed class PaperSearchOptionsCheck : IValidateOptions<PaperSearchOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PaperSearchOptions options)
    {
        var failures = new List<string>();
        if (options.Source is not ("auto" or "arxiv" or "folder" or "sample"))
        {
            failures.Add($"{PaperSearchOptions.SourceKey} is '{options.Source}'; it must be auto, arxiv, folder or sample.");
        }

        if (options.Source == "folder" && !Directory.Exists(options.Folder))
        {
            failures.Add(options.Folder is null
                ? $"{PaperSearchOptions.FolderKey} must name a folder of Atom files when {PaperSearchOptions.SourceKey} is folder, as in {PaperSearchOptions.FolderKey}=./papers."
                : $"{PaperSearchOptions.FolderKey} is '{options.Folder}', and there is no such folder.");
        }

        if (!IsApiAddress(options.ArxivUrl))
        {
            failures.Add(
                $"{PaperSearchOptions.ArxivUrlKey} is '{options.ArxivUrl}'; it must be an http or https address without query, fragment or user, such as https://export.arxiv.org/api/query.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsApiAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { Query: "", Fragment: "", UserInfo: "" };
}
