using Cronos;
using JobLogs.Server.Schedules.Parsing;

namespace JobLogs.Server.Schedules;

/// <summary>
/// Finds the wall times that match the fields, with the day rule of Unix cron. Cronos demands that day of month
/// and day of week both match, so that where either is enough two of its expressions are asked and the earlier wins.
/// </summary>
internal sealed class WallClockCron
{
    private readonly CronExpression _days;
    private readonly CronExpression? _weekdays;

    public WallClockCron(CronFields fields)
    {
        _days = Cronos(fields, fields.DayOfMonth.ToPlainText(), fields.EitherDay ? "*" : fields.DayOfWeek.ToPlainText());
        _weekdays = fields.EitherDay ? Cronos(fields, "*", fields.DayOfWeek.ToPlainText()) : null;
    }

    /// <summary>The first matching wall time from <paramref name="wall"/> on, a whole second; null when none is left.</summary>
    public DateTime? AtOrAfter(DateTime wall)
    {
        // To Cronos the wall time is called UTC: it then looks at the calendar alone and leaves zones to us.
        var from = DateTime.SpecifyKind(wall, DateTimeKind.Utc);
        var byDay = _days.GetNextOccurrence(from, inclusive: true);
        var byWeekday = _weekdays?.GetNextOccurrence(from, inclusive: true);
        return byDay is null || byWeekday < byDay ? byWeekday : byDay;
    }

    private static CronExpression Cronos(CronFields fields, string dayOfMonth, string dayOfWeek) => CronExpression.Parse(
        $"{fields.Second.ToPlainText()} {fields.Minute.ToPlainText()} {fields.Hour.ToPlainText()} {dayOfMonth} {fields.Month.ToPlainText()} {dayOfWeek}",
        CronFormat.IncludeSeconds);
}
