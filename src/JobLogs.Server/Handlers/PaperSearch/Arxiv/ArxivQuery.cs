using System.Text;
using System.Text.RegularExpressions;

namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>
/// Puts keywords into arXiv's query language. Each is a phrase that may stand in any field (<c>all:"machine learning"</c>),
/// a category is looked for as such (<c>cat:cs.LG</c>), and a paper needs to match only one of them (<c>OR</c>).
/// </summary>
internal static partial class ArxivQuery
{
    /// <summary>The value of <c>search_query</c>, not yet escaped for an address.</summary>
    /// <exception cref="PaperSourceException">No keyword has a letter or a digit in it.</exception>
    public static string FromKeywords(IReadOnlyList<string> keywords)
    {
        var terms = keywords.Select(ToTerm).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return terms.Length > 0
            ? string.Join(" OR ", terms)
            : throw new PaperSourceException(
                PaperErrorCodes.ArxivBadQuery,
                $"No keyword can be searched for: [{string.Join(", ", keywords.Select(keyword => $"\"{keyword}\""))}]. Give at least one word, as in [\"machine learning\"].");
    }

    /// <summary>The address of one page: newest submissions first.</summary>
    public static Uri ToAddress(Uri api, string search, int start, int size) => new(
        $"{api}?search_query={Uri.EscapeDataString(search)}&sortBy=submittedDate&sortOrder=descending&start={start}&max_results={size}");

    private static string? ToTerm(string keyword)
    {
        var phrase = ToPhrase(keyword);
        return !phrase.Any(char.IsLetterOrDigit) ? null
            : Category().IsMatch(phrase) ? $"cat:{phrase}"
            : $"all:\"{phrase}\"";
    }

    // A quotation mark would end the phrase and a backslash would escape its end; inside the marks nothing else has a meaning.
    private static string ToPhrase(string keyword)
    {
        var phrase = new StringBuilder(keyword.Length);
        foreach (var letter in keyword)
        {
            phrase.Append(letter is '"' or '\\' || char.IsControl(letter) ? ' ' : letter);
        }

        return string.Join(' ', phrase.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(
        @"\A(?:(?:astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat)\.[A-Za-z-]{2,8}|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph)\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Category();
}
