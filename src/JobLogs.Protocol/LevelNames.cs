using System.Text;

namespace JobLogs.Protocol;

/// <summary>
/// Reads and writes the names of <see cref="JobLogLevel"/>. Reading ignores case and knows the usual synonyms; writing
/// always gives one of the five names <c>DEBUG INFO WARNING ERROR CRITICAL</c>. Hot: reading UTF-8 allocates nothing.
/// </summary>
public static class LevelNames
{
    /// <summary>How many levels there are.</summary>
    public const int Count = 5;

    /// <summary>The names that are understood, for error texts.</summary>
    public const string Known = "DEBUG, INFO, WARNING, ERROR, CRITICAL (or TRACE, INFORMATION, WARN, FATAL)";

    private const int LongestName = 11;

    private static readonly string[] Texts = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

    /// <summary>Reads a level's name from UTF-8 text.</summary>
    /// <param name="utf8">The name in any case, without surrounding space.</param>
    /// <param name="level">The level; <see cref="JobLogLevel.Debug"/> when the name is unknown.</param>
    /// <returns>Whether the name is known.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out JobLogLevel level)
    {
        switch (utf8.Length)
        {
            case 4 when Ascii.EqualsIgnoreCase(utf8, "INFO"u8):
            case 11 when Ascii.EqualsIgnoreCase(utf8, "INFORMATION"u8):
                level = JobLogLevel.Info;
                return true;
            case 5 when Ascii.EqualsIgnoreCase(utf8, "DEBUG"u8):
            case 5 when Ascii.EqualsIgnoreCase(utf8, "TRACE"u8):
                level = JobLogLevel.Debug;
                return true;
            case 7 when Ascii.EqualsIgnoreCase(utf8, "WARNING"u8):
            case 4 when Ascii.EqualsIgnoreCase(utf8, "WARN"u8):
                level = JobLogLevel.Warning;
                return true;
            case 5 when Ascii.EqualsIgnoreCase(utf8, "ERROR"u8):
                level = JobLogLevel.Error;
                return true;
            case 8 when Ascii.EqualsIgnoreCase(utf8, "CRITICAL"u8):
            case 5 when Ascii.EqualsIgnoreCase(utf8, "FATAL"u8):
                level = JobLogLevel.Critical;
                return true;
            default:
                level = default;
                return false;
        }
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out JobLogLevel)"/>
    /// <param name="text">The name in any case, without surrounding space.</param>
    /// <param name="level">The level; <see cref="JobLogLevel.Debug"/> when the name is unknown.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out JobLogLevel level)
    {
        level = default;
        Span<byte> utf8 = stackalloc byte[LongestName];
        return text.Length <= LongestName
            && Ascii.FromUtf16(text, utf8, out int written) == System.Buffers.OperationStatus.Done
            && TryParse(utf8[..written], out level);
    }

    /// <summary>The level's name as it is always written.</summary>
    /// <param name="level">One of the five levels.</param>
    /// <returns>For example <c>WARNING</c>.</returns>
    public static string ToText(JobLogLevel level) => Texts[(int)level];

    /// <summary>The level's name as it is always written, in UTF-8.</summary>
    /// <param name="level">One of the five levels.</param>
    /// <returns>For example <c>WARNING</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the five levels.</exception>
    public static ReadOnlySpan<byte> Utf8(JobLogLevel level) => level switch
    {
        JobLogLevel.Debug => "DEBUG"u8,
        JobLogLevel.Info => "INFO"u8,
        JobLogLevel.Warning => "WARNING"u8,
        JobLogLevel.Error => "ERROR"u8,
        JobLogLevel.Critical => "CRITICAL"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };
}
