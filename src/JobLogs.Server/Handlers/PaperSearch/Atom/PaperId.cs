using System.Text.RegularExpressions;

namespace JobLogs.Server.Handlers.PaperSearch.Atom;

/// <summary>Takes an arXiv id apart: new style (<c>2401.01234v2</c>), old style (<c>hep-th/9711200v3</c>), bare or as the address of its page.</summary>
internal static partial class PaperId
{
    /// <summary>Finds the id and the version (null where none is named) in <paramref name="text"/>; false when it is no arXiv id.</summary>
    public static bool TryParse(string text, out string id, out int? version)
    {
        var match = Pattern().Match(text.Trim());
        id = match.Groups["id"].Value;
        version = int.TryParse(match.Groups["version"].ValueSpan, out var number) ? number : null;
        return match.Success;
    }

    // Since April 2007: year, month and a number of four digits, five from 2015 on. Before: archive, an optional subject class, seven digits.
    [GeneratedRegex(
        @"\A(?:https?://(?:[a-z]+\.)?arxiv\.org/abs/|arxiv:)?(?<id>\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Za-z-]{2,20})?/\d{7})(?:v(?<version>\d{1,4}))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
