using JobLogs.Protocol;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>The protocol's severities as levels: 1–8 (trace, debug), 9–12 (info), 13–16 (warn), 17–20 (error), 21–24 (fatal).</summary>
internal static class OtlpSeverity
{
    private static readonly string[] Names = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    /// <summary>The number of a name such as <c>SEVERITY_NUMBER_WARN2</c>; 0 when it is none.</summary>
    public static int OfName(string name)
    {
        var word = name.AsSpan(name.StartsWith("SEVERITY_NUMBER_", StringComparison.Ordinal) ? "SEVERITY_NUMBER_".Length : 0);
        var step = word.Length > 0 && word[^1] is >= '2' and <= '4' ? word[^1] - '1' : 0;
        var index = Array.IndexOf(Names, word.TrimEnd("234").ToString());
        return index < 0 ? 0 : (index * 4) + 1 + step;
    }

    /// <summary>The level: by the number, else by the source's own word for it, else INFO.</summary>
    public static string Level(int number, string text) => number switch
    {
        >= 1 and <= 8 => "DEBUG",
        >= 9 and <= 12 => "INFO",
        >= 13 and <= 16 => "WARNING",
        >= 17 and <= 20 => "ERROR",
        >= 21 and <= 24 => "CRITICAL",
        _ => LevelNames.TryParse(text, out var level) ? LevelNames.ToText(level) : "INFO",
    };
}
