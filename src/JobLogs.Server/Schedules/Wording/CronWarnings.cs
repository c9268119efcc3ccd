using System.Globalization;
using System.Numerics;
using JobLogs.Protocol.Schedules;
using JobLogs.Server.Schedules.Parsing;

namespace JobLogs.Server.Schedules.Wording;

/// <summary>What in an expression tends to surprise its author.</summary>
internal static class CronWarnings
{
    /// <summary>The warnings of a schedule; clock changes are looked up for the year after <paramref name="now"/>.</summary>
    public static IReadOnlyList<CronSurprise> Of(CronSchedule schedule, DateTimeOffset now) =>
    [
        .. EitherDay(schedule.Fields),
        .. UnevenSteps(schedule.Fields),
        .. ShortMonths(schedule.Fields),
        .. ManyAMinute(schedule.Fields),
        .. ClockChangeWarnings.Of(schedule, now),
    ];

    private static IEnumerable<CronSurprise> EitherDay(CronFields fields)
    {
        if (fields.EitherDay)
        {
            yield return CronSurprise.Of(
                CronWarningCodes.EitherDay,
                "Both day fields are restricted, so either is enough (the rule of Unix cron): it fires "
                + $"{DayPhrase.OfMonth(fields.DayOfMonth, fields.Month)}, and also {DayPhrase.OfWeek(fields.DayOfWeek)}. Write '*' in one of them to leave it out.",
                ("day_of_month", fields.DayOfMonth.Text), ("month", fields.Month.Text), ("day_of_week", fields.DayOfWeek.Text));
        }
    }

    private static IEnumerable<CronSurprise> UnevenSteps(CronFields fields)
    {
        foreach (var field in fields.All)
        {
            // Only steps that run to the end of the field look endless; 9-17/3 says itself where it stops.
            if (field.Values is not [var first, .., var last] || !RunsToTheEnd(field.Text) || Words.StepOf(field.Values) is not (> 1 and var step))
            {
                continue;
            }

            if (field.Kind == CronFieldKind.DayOfMonth)
            {
                yield return CronSurprise.Of(
                    CronWarningCodes.MonthlyStep,
                    $"'{field.Text}' in the day-of-month field starts again at day {first} every month, whatever the month's length, "
                    + $"so that day {first} does not always come {step} days after the one before.",
                    ("text", field.Text), ("first", Number(first)), ("step", Number(step)));
            }
            else if (first + field.Kind.Count - last is var rest && rest != step)
            {
                yield return CronSurprise.Of(
                    CronWarningCodes.UnevenStep,
                    $"'{field.Text}' in the {field.Kind.Name} field starts again at {first} every {field.Kind.Cycle}: "
                    + $"from {last} to the next {first} the distance is {rest}, not {step}.",
                    ("field", field.Kind.Name), ("text", field.Text), ("first", Number(first)), ("last", Number(last)), ("step", Number(step)), ("rest", Number(rest)));
            }
        }
    }

    private static bool RunsToTheEnd(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && !text.AsSpan(0, slash).Contains('-') && !text.Contains(',', StringComparison.Ordinal);

    private static IEnumerable<CronSurprise> ShortMonths(CronFields fields)
    {
        var days = fields.DayOfMonth;
        if (days.StartsWithStar || days.IsAll)
        {
            yield break;
        }

        foreach (var day in days.Values.Where(day => day > 28))
        {
            // In a leap year, so that the 29th of February counts as a day that exists.
            var missing = fields.Month.Values.Where(month => DateTime.DaysInMonth(2000, month) < day).ToList();
            if (missing.Count > 0)
            {
                yield return CronSurprise.Of(
                    CronWarningCodes.MissingDay, NoDay(day, Words.List(missing.Select(Words.Month))), ("day", Number(day)), ("months", string.Join(',', missing)));
            }
            else if (day == 29 && fields.Month.Contains(2))
            {
                yield return CronSurprise.Of(CronWarningCodes.LeapDay, NoDay(day, "February outside leap years"));
            }
        }
    }

    private static IEnumerable<CronSurprise> ManyAMinute(CronFields fields)
    {
        var times = BitOperations.PopCount(fields.Second.Bits);
        if (times > 1)
        {
            yield return CronSurprise.Of(
                CronWarningCodes.ManyAMinute,
                $"It fires {times} times in a minute: every fire is a run with a log of its own. Leave the second field out to fire once a minute at most.",
                ("times", Number(times)));
        }
    }

    private static string NoDay(int day, string where) =>
        $"There is no day {day} in {where}: it is skipped there. L in the day-of-month field is the last day of every month.";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
