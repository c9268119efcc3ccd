using System.Diagnostics.CodeAnalysis;

namespace JobLogs.Server.Schedules.Parsing;

/// <summary>Reads the days that depend on the month: L, L-3, LW, L-3W and 15W as day of month, 5L and 5#2 as day of week.</summary>
internal static class SpecialDayParser
{
    /// <summary>Whether a field is meant as a special day. Names hold an L or a W as well (JUL, WED).</summary>
    public static bool Applies(CronFieldKind kind, string text) => kind == CronFieldKind.DayOfMonth
        ? text.AsSpan().ContainsAny("LW#")
        : text.Contains('#', StringComparison.Ordinal) || text.Contains('L', StringComparison.Ordinal);

    public static bool TryParse(
        CronFieldKind kind, string text, [NotNullWhen(true)] out SpecialDay? day, [NotNullWhen(false)] out CronFieldProblem? problem)
    {
        day = kind == CronFieldKind.DayOfMonth ? OfMonth(text) : OfWeek(text);
        problem = day is not null ? null
            : kind == CronFieldKind.DayOfMonth
                ? new CronFieldProblem(
                    $"'{text}' in the day-of-month field is not a day: besides 1 to 31 it takes L (last day), L-1 to L-30, LW (last weekday) and "
                    + "1W to 31W (weekday nearest to that day), each alone, not in a list or range.", "L")
                : new CronFieldProblem(
                    $"'{text}' in the day-of-week field is not a day: besides {kind.Range} it takes 5L (last Friday) and 5#2 (second Friday, #1 to #5), "
                    + "each alone, not in a list or range.", "5L");
        return day is not null;
    }

    private static SpecialDay? OfMonth(string text)
    {
        var weekday = text.EndsWith('W');
        var body = weekday ? text[..^1] : text;
        if (body.StartsWith('L'))
        {
            var before = 0;
            if (body.Length > 1 && (body[1] != '-' || !TryReadNumber(body[2..], 1, 30, out before)))
            {
                return null;
            }

            return new SpecialDay(weekday ? SpecialDayForm.WeekdayNearLastDay : SpecialDayForm.LastDay, 0, before);
        }

        return weekday && TryReadNumber(body, 1, 31, out var day) ? new SpecialDay(SpecialDayForm.WeekdayNearDay, day, 0) : null;
    }

    private static SpecialDay? OfWeek(string text)
    {
        if (text.EndsWith('L'))
        {
            return DayOfWeek(text[..^1]) is { } last ? new SpecialDay(SpecialDayForm.LastDayOfWeek, last, 0) : null;
        }

        var parts = text.Split('#');
        return parts.Length == 2 && DayOfWeek(parts[0]) is { } day && TryReadNumber(parts[1], 1, 5, out var number)
            ? new SpecialDay(SpecialDayForm.NthDayOfWeek, day, number)
            : null;
    }

    private static int? DayOfWeek(string text) =>
        TryReadNumber(text, 0, 7, out var number) ? number % 7
            : CronFieldKind.DayOfWeek.ValueOf(text) is >= 0 and var named ? named : null;

    private static bool TryReadNumber(string text, int min, int max, out int number)
    {
        number = 0;
        return text.Length is 1 or 2 && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, out number) && number >= min && number <= max;
    }
}
