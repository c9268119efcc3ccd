namespace JobLogs.Protocol.Schedules;

/// <summary>The kinds of warnings that a preview may have.</summary>
public static class CronWarningCodes
{
    /// <summary>Both day fields are restricted, so either is enough: <c>day_of_month</c>, <c>month</c>, <c>day_of_week</c>.</summary>
    public const string EitherDay = "either_day";

    /// <summary>A step does not fit its field: <c>field</c>, <c>text</c>, <c>first</c>, <c>last</c>, <c>step</c>, <c>rest</c>.</summary>
    public const string UnevenStep = "uneven_step";

    /// <summary>A step of days begins anew every month: <c>text</c>, <c>first</c>, <c>step</c>.</summary>
    public const string MonthlyStep = "monthly_step";

    /// <summary>Some months lack the day: <c>day</c>, <c>months</c> (numbers, with commas between).</summary>
    public const string MissingDay = "missing_day";

    /// <summary>The 29th of February, which only leap years have.</summary>
    public const string LeapDay = "leap_day";

    /// <summary>It fires several times in a minute: <c>times</c>.</summary>
    public const string ManyAMinute = "many_a_minute";

    /// <summary>A clock change leaves the time out: <c>zone</c>, <c>date</c>, <c>from</c>, <c>to</c>, <c>time</c>, and in <c>outcome</c> <c>once</c> or <c>left_out</c>.</summary>
    public const string ClockGap = "clock_gap";

    /// <summary>A clock change brings the time twice: as of <see cref="ClockGap"/>, with the outcome <c>first</c> or <c>both</c>.</summary>
    public const string ClockOverlap = "clock_overlap";
}
