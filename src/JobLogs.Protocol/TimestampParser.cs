namespace JobLogs.Protocol;

/// <summary>
/// Walks once over the bytes of a time. Hot: a time is read for every entry that arrives.
/// <code>
/// 2025-01-31 T 10:30 :00 .123456 +08:00
/// date       separator  seconds, fraction and zone may be absent; so may everything after the date
/// </code>
/// </summary>
internal static class TimestampParser
{
    /// <summary>Nobody writes a time with more characters than this.</summary>
    public const int LongestText = 64;

    private const int DateLength = 10;
    private const int FractionDigits = 6;

    public static TimestampFault Parse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length is < DateLength or > LongestText || text[4] != '-' || text[7] != '-'
            || !TwoDigits(text, 0, out int century) || !TwoDigits(text, 2, out int yearOfCentury)
            || !TwoDigits(text, 5, out int month) || !TwoDigits(text, 8, out int day))
        {
            return TimestampFault.Form;
        }

        int year = (century * 100) + yearOfCentury;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return TimestampFault.Calendar;
        }

        long midnight = (new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        long timeOfDay = 0;
        if (text.Length > DateLength)
        {
            TimestampFault fault = ParseTimeOfDay(text[DateLength..], out timeOfDay);
            if (fault != TimestampFault.None)
            {
                return fault;
            }
        }

        micros = midnight + timeOfDay;
        if (micros is < Timestamps.Min or > Timestamps.Max)
        {
            micros = 0;
            return TimestampFault.Range;
        }

        return TimestampFault.None;
    }

    /// <summary>Microseconds from the date's midnight in UTC; with an offset it may lie before it or after the day.</summary>
    private static TimestampFault ParseTimeOfDay(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length < 6 || text[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[3] != ':'
            || !TwoDigits(text, 1, out int hour) || !TwoDigits(text, 4, out int minute))
        {
            return TimestampFault.Form;
        }

        int at = 6;
        int second = 0;
        long fraction = 0;
        if (at < text.Length && text[at] == ':')
        {
            if (!TwoDigits(text, at + 1, out second))
            {
                return TimestampFault.Form;
            }

            at += 3;
            if (at < text.Length && text[at] is (byte)'.' or (byte)',' && !Fraction(text, ref at, out fraction))
            {
                return TimestampFault.Form;
            }
        }

        if (!Offset(text[at..], out int offsetMinutes))
        {
            return TimestampFault.Form;
        }

        if (second == 60)
        {
            return TimestampFault.LeapSecond;
        }

        if (hour > 23 || minute > 59 || second > 60)
        {
            return TimestampFault.Calendar;
        }

        micros = ((((hour * 60L) + minute - offsetMinutes) * 60) + second) * 1_000_000 + fraction;
        return TimestampFault.None;
    }

    /// <summary>Reads the digits after the point; those beyond the microsecond are cut, not rounded.</summary>
    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, out long micros)
    {
        micros = 0;
        int start = ++at;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
        {
            if (at - start < FractionDigits)
            {
                micros = (micros * 10) + (text[at] - '0');
            }
        }

        for (int digits = at - start; digits < FractionDigits; digits++)
        {
            micros *= 10;
        }

        return at > start;
    }

    private static bool Offset(ReadOnlySpan<byte> zone, out int minutes)
    {
        minutes = 0;
        if (zone.IsEmpty || (zone.Length == 1 && zone[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        // A query string that forgot to escape its plus sign delivers a space.
        bool east = zone[0] is (byte)'+' or (byte)' ';
        if ((!east && zone[0] != '-') || !TwoDigits(zone, 1, out int hours) || hours > 23)
        {
            return false;
        }

        int minutesAt = zone.Length > 3 && zone[3] == ':' ? 4 : 3;
        int minute = 0;
        bool complete = zone.Length == 3
            || (zone.Length == minutesAt + 2 && TwoDigits(zone, minutesAt, out minute) && minute <= 59);
        minutes = ((hours * 60) + minute) * (east ? 1 : -1);
        return complete;
    }

    private static bool TwoDigits(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if (at + 1 >= text.Length)
        {
            return false;
        }

        uint tens = (uint)(text[at] - '0');
        uint ones = (uint)(text[at + 1] - '0');
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }
}
