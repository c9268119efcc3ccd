using System.Text;
using JobLogs.Load.Entries;

namespace JobLogs.Load.Asking;

/// <summary>What people ask, from the newest page to a word that stands nowhere.</summary>
internal static class Questions
{
    /// <summary>All of them.</summary>
    public static readonly Question[] All =
    [
        new("newest 100", 3, ["/logs"], "SELECT * FROM entries ORDER BY key DESC LIMIT 100"),
        new("ERROR, newest 100", 5, ["/logs?level=ERROR"], "SELECT * FROM entries WHERE level = 3 ORDER BY key DESC LIMIT 100"),
        Search("rare English word", 15, Vocabulary.RareEnglish),
        Search("rare Chinese word", 15, Vocabulary.RareChinese),
        Search("absent word", 15, Vocabulary.AbsentEnglish),
        Search("absent, common n-grams", double.NaN, Vocabulary.AbsentNames),
        Search("common Chinese word", 80, Vocabulary.Chinese[..20]),
        new("count by level", 5, ["/logs/statistics?steps=false&durations=false"], "SELECT level, count(*) FROM entries GROUP BY level"),
        new("histogram by hour", double.NaN, ["/logs/statistics?steps=false&durations=false&interval=1h"], "SELECT timestamp / 3600000000, level, count(*) FROM entries GROUP BY 1, 2"),
        new("steps and durations", double.NaN, ["/logs/statistics"], "SELECT step, count(*), min(duration_ms), avg(duration_ms), max(duration_ms) FROM entries GROUP BY step"),
    ];

    // Newest 100 and how many there are in all; the bare table answers only the second.
    private static Question Search(string name, double target, byte[][] words) => new(
        name,
        target,
        [.. words.Select(word => $"/logs?search={Uri.EscapeDataString(Encoding.UTF8.GetString(word))}")],
        $"SELECT count(*) FROM entries WHERE instr(message, '{Encoding.UTF8.GetString(words[0])}') > 0");
}
