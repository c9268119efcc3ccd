using System.CommandLine.Parsing;
using System.Globalization;
using JobLogs.Protocol;

namespace JobLogs.Cli.Options;

/// <summary>Reads a time as people write it: RFC 3339, or how long ago, such as <c>90s 15m 2h 7d</c>.</summary>
internal static class TimeText
{
    /// <summary>For an option.</summary>
    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, TimeProvider.System, out var time))
        {
            return time;
        }

        result.AddError($"'{text}' is not a time, such as 2025-01-31T10:30:00Z, or how long ago, such as 90s, 15m, 2h or 7d.");
        return null;
    }

    /// <summary>Reads a time.</summary>
    public static bool TryParse(string text, TimeProvider clock, out DateTimeOffset time)
    {
        time = default;
        if (TryParseDuration(text, out var ago))
        {
            time = clock.GetUtcNow() - ago;
            return true;
        }

        if (!Timestamps.TryParse(text, out var micros))
        {
            return false;
        }

        time = Timestamps.ToDateTimeOffset(micros);
        return true;
    }

    /// <summary>Reads a duration.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000)
        {
            return false;
        }

        duration = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.MinValue,
        };
        return duration >= TimeSpan.Zero;
    }
}
