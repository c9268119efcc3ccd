using System.Buffers;
using System.Text;

namespace JobLogs.Protocol;

/// <summary>
/// Times as the wire knows them: a <see cref="long"/> of microseconds since the Unix epoch, written as RFC 3339 in UTC with
/// six digits and <c>Z</c>. Hot: reading and writing UTF-8 allocate nothing.
/// </summary>
public static class Timestamps
{
    /// <summary>The earliest time, 1970-01-01T00:00:00.000000Z.</summary>
    public const long Min = 0;

    /// <summary>The latest time, 2261-12-31T23:59:59.999999Z.</summary>
    public const long Max = 9_214_646_399_999_999;

    /// <summary>How many bytes a written time has, always.</summary>
    public const int Length = 27;

    private const string Example = "for example 2025-01-31T10:30:00.000000Z or 2025-01-31T18:30:00+08:00";

    // The day number that DateOnly gives to 1970-01-01.
    private const int EpochDay = 719_162;

    /// <summary>
    /// Reads RFC 3339 or the usual forms of ISO 8601: separator <c>T</c>, <c>t</c> or a space; seconds and a fraction may be
    /// absent (finer than a microsecond is cut, not rounded); <c>Z</c>, <c>+hh:mm</c>, <c>+hhmm</c>, <c>+hh</c>, a space in
    /// place of the plus, or no zone, which means UTC; a date alone is its midnight in UTC.
    /// </summary>
    /// <param name="utf8">The text, without surrounding space.</param>
    /// <param name="micros">Microseconds since the Unix epoch, <see cref="Min"/> to <see cref="Max"/>; 0 when refused.</param>
    /// <param name="problem">What is wrong and how it is written right; null when it was read.</param>
    /// <returns>Whether it is a time that the wire can carry.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out long micros, out string? problem)
    {
        TimestampFault fault = TimestampParser.Parse(utf8, out micros);
        problem = Explain(fault);
        return fault == TimestampFault.None;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long, out string?)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out long micros) =>
        TimestampParser.Parse(utf8, out micros) == TimestampFault.None;

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long, out string?)"/>
    /// <param name="text">The text, without surrounding space.</param>
    /// <param name="micros">Microseconds since the Unix epoch, <see cref="Min"/> to <see cref="Max"/>; 0 when refused.</param>
    /// <param name="problem">What is wrong and how it is written right; null when it was read.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out long micros, out string? problem)
    {
        Span<byte> utf8 = stackalloc byte[TimestampParser.LongestText];
        if (text.Length > TimestampParser.LongestText || Ascii.FromUtf16(text, utf8, out int written) != OperationStatus.Done)
        {
            micros = 0;
            problem = Explain(TimestampFault.Form);
            return false;
        }

        return TryParse(utf8[..written], out micros, out problem);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out long, out string?)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out long micros) => TryParse(text, out micros, out _);

    /// <summary>Writes a time as <c>2025-01-31T10:30:00.000000Z</c>.</summary>
    /// <param name="micros">Microseconds since the Unix epoch, <see cref="Min"/> to <see cref="Max"/>.</param>
    /// <param name="destination">Receives the text; at least <see cref="Length"/> bytes.</param>
    /// <returns>The number of bytes written: <see cref="Length"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    public static int Format(long micros, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(micros, Min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(micros, Max);
        Span<byte> text = destination[..Length];
        (long seconds, long fraction) = Math.DivRem(micros, 1_000_000);
        (long days, long secondOfDay) = Math.DivRem(seconds, 86_400);
        DateOnly.FromDayNumber(EpochDay + (int)days).Deconstruct(out int year, out int month, out int day);
        int rest = (int)secondOfDay;
        int micro = (int)fraction;
        Write(text, 0, year / 100);
        Write(text, 2, year % 100);
        Write(text, 5, month);
        Write(text, 8, day);
        Write(text, 11, rest / 3600);
        Write(text, 14, rest / 60 % 60);
        Write(text, 17, rest % 60);
        Write(text, 20, micro / 10_000);
        Write(text, 22, micro / 100 % 100);
        Write(text, 24, micro % 100);
        text[4] = text[7] = (byte)'-';
        text[10] = (byte)'T';
        text[13] = text[16] = (byte)':';
        text[19] = (byte)'.';
        text[26] = (byte)'Z';
        return Length;
    }

    /// <inheritdoc cref="Format"/>
    /// <returns>The text, <see cref="Length"/> characters.</returns>
    public static string ToText(long micros)
    {
        Span<byte> utf8 = stackalloc byte[Length];
        Format(micros, utf8);
        return Encoding.ASCII.GetString(utf8);
    }

    /// <summary>The time as the wire keeps it: cut to the microsecond.</summary>
    /// <param name="time">A time from 1970 to 2261.</param>
    /// <returns>Microseconds since the Unix epoch.</returns>
    public static long FromDateTimeOffset(DateTimeOffset time) =>
        (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The opposite of <see cref="FromDateTimeOffset"/>.</summary>
    /// <param name="micros">Microseconds since the Unix epoch, <see cref="Min"/> to <see cref="Max"/>.</param>
    /// <returns>The same time, in UTC.</returns>
    public static DateTimeOffset ToDateTimeOffset(long micros) =>
        new((micros * TimeSpan.TicksPerMicrosecond) + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);

    private static void Write(Span<byte> text, int at, int twoDigits)
    {
        text[at] = (byte)('0' + (twoDigits / 10));
        text[at + 1] = (byte)('0' + (twoDigits % 10));
    }

    private static string? Explain(TimestampFault fault) => fault switch
    {
        TimestampFault.None => null,
        TimestampFault.Calendar => $"no such date or time of day; {Example}",
        TimestampFault.LeapSecond => "a leap second (:60) can't be stored; send :59 or the second after it",
        TimestampFault.Range => "out of range; times from 1970-01-01 to 2261-12-31 (UTC) can be stored",
        _ => $"not a time as RFC 3339 writes it; {Example}",
    };
}
