using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch;

/// <summary>Levels as <c>log.level</c> has them.</summary>
internal static class LevelTexts
{
    private static readonly string[] Texts = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

    internal static string Of(EntryLevel level) => Texts[(int)level];

    internal static bool TryParse(string? text, out EntryLevel level)
    {
        var index = Array.IndexOf(Texts, text);
        level = (EntryLevel)Math.Max(index, 0);
        return index >= 0;
    }

    internal static bool TryParse(ReadOnlySpan<byte> utf8, out EntryLevel level)
    {
        for (level = EntryLevel.Debug; level <= EntryLevel.Critical; level++)
        {
            if (System.Text.Ascii.Equals(utf8, Texts[(int)level]))
            {
                return true;
            }
        }

        return false;
    }
}
