using System.Collections.Frozen;

namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>Takes a text apart into lower-case words of letters and digits; those that every text has are left out.</summary>
internal static class Words
{
    private const int ShortestWord = 2;

    private static readonly FrozenSet<string> Common = FrozenSet.ToFrozenSet(
    [
        "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "both", "but", "by", "can", "for", "from", "has",
        "have", "how", "if", "in", "into", "is", "it", "its", "more", "most", "no", "not", "of", "on", "one", "only", "or", "other",
        "our", "over", "so", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to",
        "up", "us", "was", "we", "were", "what", "when", "where", "which", "while", "who", "with", "without",
    ]);

    /// <summary>The words of <paramref name="text"/> in their order.</summary>
    public static IEnumerable<string> Of(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end - start >= ShortestWord)
            {
                var word = text[start..end].ToLowerInvariant();
                if (!Common.Contains(word))
                {
                    yield return word;
                }
            }

            start = end + 1;
        }
    }
}
