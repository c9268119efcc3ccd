namespace JobLogs.Server.Schedules.Wording;

/// <summary>Says in one English sentence what a schedule means.</summary>
internal static class CronDescription
{
    public static string Of(CronSchedule schedule)
    {
        var fields = schedule.Fields;
        var time = TimeOfDayPhrase.Of(fields, out var isClockTimes);
        var days = DayPhrase.OfDays(fields, out var saysMonth);
        var months = saysMonth ? null : DayPhrase.OfMonths(fields.Month);

        var sentence = (days, months) switch
        {
            (null, null) when isClockTimes => $"every day {time}",
            (null, null) => time,
            (null, _) when isClockTimes => $"{time}, every day {months}",
            (null, _) => $"{time}, {months}",
            (_, null) => $"{time}, {days}",
            _ => $"{time}, {days}, {months}",
        };
        return $"{Words.Capitalised(sentence)} ({schedule.Zone.Id}).";
    }
}
