using JobLogs.Server.Schedules.Parsing;

namespace JobLogs.Server.Schedules.Wording;

/// <summary>Says the days and months; null where every one is meant.</summary>
internal static class DayPhrase
{
    /// <summary>The days that the two day fields allow together, "on 1 January" where that says the month as well.</summary>
    public static string? OfDays(CronFields fields, out bool saysMonth)
    {
        var (days, weekdays) = (fields.DayOfMonth, fields.DayOfWeek);
        saysMonth = false;
        if (fields.EitherDay && (days.IsAll || weekdays.IsAll))
        {
            return null;
        }

        if (days.IsAll)
        {
            return weekdays.IsAll ? null : OfWeek(weekdays);
        }

        if (weekdays.IsAll)
        {
            saysMonth = days.Values.Count == 1 && fields.Month.Values.Count == 1;
            return saysMonth ? $"on {days.Values[0]} {Words.Month(fields.Month.Values[0])}" : OfMonth(days, fields.Month);
        }

        return fields.EitherDay
            ? $"{OfMonth(days, fields.Month)} or {On(OfWeek(weekdays))} (either is enough)"
            : $"{OfMonth(days, fields.Month)}, but only {On(OfWeek(weekdays))}";
    }

    /// <summary>"in January and July", or null for the whole year.</summary>
    public static string? OfMonths(CronField month) => month.IsAll ? null
        : Words.IsRun(month.Values) ? $"from {Words.Month(month.Values[0])} to {Words.Month(month.Values[^1])}"
        : $"in {Words.List(month.Values.Select(Words.Month))}";

    /// <summary>"on day 13 of every month".</summary>
    public static string OfMonth(CronField days, CronField month)
    {
        var ofMonth = month.IsAll ? "of every month" : "of the month";
        return days.Special switch
        {
            { Form: SpecialDayForm.WeekdayNearDay } near => $"on the weekday (Monday to Friday) nearest to day {near.Day} {ofMonth}",
            { Form: SpecialDayForm.WeekdayNearLastDay, Number: 0 } => $"on the last weekday (Monday to Friday) {ofMonth}",
            { Form: SpecialDayForm.WeekdayNearLastDay } near => $"on the weekday (Monday to Friday) nearest to {BeforeLast(near.Number)} {ofMonth}",
            { Number: 0 } => $"on the last day {ofMonth}",
            { } before => $"on {BeforeLast(before.Number)} {ofMonth}",
            null => $"on {(days.Values.Count == 1 ? "day" : "days")} {Words.Numbers(days.Values)} {ofMonth}",
        };
    }

    /// <summary>"Monday to Friday", "on Monday and Friday".</summary>
    public static string OfWeek(CronField weekdays)
    {
        if (weekdays.Special is { } special)
        {
            var which = special.Form == SpecialDayForm.LastDayOfWeek ? "last" : Words.Ordinal(special.Number);
            return $"on the {which} {Words.Day(special.Day)} of the month";
        }

        // The week begins on Monday here, so that a weekend is "Saturday and Sunday".
        var days = weekdays.Values.Select(day => day == 0 ? 7 : day).Order().ToList();
        return Words.IsRun(days)
            ? $"{Words.Day(days[0])} to {Words.Day(days[^1] % 7)}"
            : $"on {Words.List(days.Select(day => Words.Day(day % 7)))}";
    }

    private static string On(string days) => days.StartsWith("on ", StringComparison.Ordinal) ? days : $"on {days}";

    private static string BeforeLast(int days) => days == 1 ? "the day before the last day" : $"the day {days} days before the last day";
}
