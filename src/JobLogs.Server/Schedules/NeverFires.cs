using JobLogs.Server.Schedules.Wording;

namespace JobLogs.Server.Schedules;

/// <summary>Says why an expression whose every field is right on its own has no occurrence at all.</summary>
internal static class NeverFires
{
    private const int LeapYear = 2000;

    public static string Explain(CronSchedule schedule)
    {
        var days = schedule.Fields.DayOfMonth;
        var months = schedule.Fields.Month;
        if (schedule.WallTimeAtOrAfter(new DateTime(LeapYear, 1, 1)) is not null)
        {
            return $"'{schedule.Expression}' never fires: every time it names is left out by the clock change in {schedule.Zone.Id}. "
                + "Name an hour outside the change, for example: '0 4 * * *'.";
        }

        if (days.Values is [var first, ..] && months.Values.All(month => DateTime.DaysInMonth(LeapYear, month) < first))
        {
            return $"'{schedule.Expression}' never fires: {Words.List(months.Values.Select(Words.Month))} never {(months.Values.Count == 1 ? "has" : "have")} a day {first}"
                + $"{(days.Values.Count > 1 ? " or later" : "")}. L is the last day of the month, for example: '0 0 L {months.Text} *'.";
        }

        return $"'{schedule.Expression}' never fires: no date satisfies its day-of-month, month and day-of-week fields together. "
            + "For example: '0 0 L * *' fires on the last day of every month.";
    }
}
