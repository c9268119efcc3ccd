namespace JobLogs.Server.Schedules.Parsing;

/// <summary>The forms that a <see cref="SpecialDay"/> is written in.</summary>
internal enum SpecialDayForm
{
    /// <summary><c>L</c>, or <c>L-3</c>: the last day of the month, or that many days before it.</summary>
    LastDay,

    /// <summary><c>LW</c>, or <c>L-3W</c>: the weekday (Monday to Friday) nearest to that day, in the same month.</summary>
    WeekdayNearLastDay,

    /// <summary><c>15W</c>: the weekday (Monday to Friday) nearest to that day, in the same month.</summary>
    WeekdayNearDay,

    /// <summary><c>5L</c>: the last Friday of the month.</summary>
    LastDayOfWeek,

    /// <summary><c>5#2</c>: the second Friday of the month.</summary>
    NthDayOfWeek,
}
