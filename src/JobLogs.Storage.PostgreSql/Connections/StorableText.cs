using System.Text;

namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>
/// What PostgreSQL can keep as text: no U+0000 and no half of a surrogate pair. Either becomes U+FFFD, as the contract has it for
/// entries, so that a name with one in it doesn't fail the commit of everybody beside it.
/// </summary>
internal static class StorableText
{
    /// <summary>The text, or a copy with what can't be kept replaced.</summary>
    public static string Of(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && !HasLoneSurrogate(text))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            kept.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return kept.ToString();
    }

    private static bool HasLoneSurrogate(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return true;
            }

            at++;
        }

        return false;
    }
}
