using System.Text;

namespace JobLogs.Cli.Output;

/// <summary>How values are told to people.</summary>
internal static class Texts
{
    /// <summary>A time on this machine's clock, to the millisecond.</summary>
    public static string Time(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff") ?? "-";

    /// <summary>A time on this machine's clock, to the second.</summary>
    public static string ShortTime(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss") ?? "-";

    /// <summary>A duration.</summary>
    public static string Duration(long? milliseconds) => milliseconds switch
    {
        null => "-",
        < 1000 => $"{milliseconds} ms",
        < 60_000 => $"{milliseconds / 1000.0:0.0} s",
        < 3_600_000 => $"{milliseconds / 60_000} min {milliseconds / 1000 % 60} s",
        _ => $"{milliseconds / 3_600_000} h {milliseconds / 60_000 % 60} min",
    };

    /// <summary>A number of bytes.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        < 1024 => $"{bytes:0} B",
        < 1024 * 1024 => $"{bytes / 1024:0.0} KiB",
        < 1024.0 * 1024 * 1024 => $"{bytes / 1024 / 1024:0.0} MiB",
        _ => $"{bytes / 1024 / 1024 / 1024:0.0} GiB",
    };

    /// <summary>A text that can't command the terminal it is written to: control characters are shown, line breaks kept.</summary>
    public static string OneTerminal(string text)
    {
        if (!Terminal.IsInteractive || !text.Any(IsCommanding))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            shown.Append(IsCommanding(letter) ? $"\\x{(int)letter:x2}" : letter);
        }

        return shown.ToString();
    }

    /// <summary>A text of several lines, moved to the right.</summary>
    public static string Indent(string text) => "    " + OneTerminal(text).ReplaceLineEndings("\n    ");

    private static bool IsCommanding(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');
}
