namespace JobLogs.Server.Schedules;

/// <summary>Says why an expression whose every field is right on its own has no occurrence at all.</summary>
internal static class NeverFires
{
    public static string Explain(CronSchedule schedule)
    {
        var days = schedule.Fields.DayOfMonth;
        var months = schedule.Fields.Month;
        if (schedule.WallTimeAtOrAfter(new DateTime(2000, 1, 1)) is not null)
        {
            return $"'{schedule.Expression}' never fires: every time it names is left out by the clock change in {schedule.Zone.Id}. "
                + "Name an hour outside the change, for example: '0 4 * * *'.";
        }

        return days.Values is [var first, ..] && !months.IsAll
            ? $"'{schedule.Expression}' never fires: month {string.Join(", ", months.Values)} never has a day {first}"
                + $"{(days.Values.Count > 1 ? " or later" : "")}. Use a day that exists, or L for the last day of the month, for example: '0 0 L {months.Text} *'."
            : $"'{schedule.Expression}' never fires: no date satisfies its day-of-month, month and day-of-week fields together. "
                + "For example: '0 0 L * *' fires on the last day of every month.";
    }
}
