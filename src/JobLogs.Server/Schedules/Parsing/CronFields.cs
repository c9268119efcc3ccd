namespace JobLogs.Server.Schedules.Parsing;

/// <summary>The parsed fields of one expression. An expression of five fields has 0 for its second.</summary>
internal sealed record CronFields(
    CronField Second, CronField Minute, CronField Hour, CronField DayOfMonth, CronField Month, CronField DayOfWeek)
{
    /// <summary>Unix cron's rule: with both day fields restricted, a day that satisfies either is enough.</summary>
    public bool EitherDay => !DayOfMonth.StartsWithStar && !DayOfWeek.StartsWithStar;

    /// <summary>Whether the time of day is written as an interval; intervals follow real time over a clock change.</summary>
    public bool IsInterval => Second.IsInterval || Minute.IsInterval || Hour.IsInterval;

    public IEnumerable<CronField> All => [Second, Minute, Hour, DayOfMonth, Month, DayOfWeek];
}
