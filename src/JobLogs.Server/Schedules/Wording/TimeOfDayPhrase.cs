using System.Globalization;
using JobLogs.Server.Schedules.Parsing;

namespace JobLogs.Server.Schedules.Wording;

/// <summary>
/// Says the time of day: clock times where they are few, an interval where the fields are regular, else field by
/// field. Every phrase stands under the condition that makes it true; there is no nearly right one.
/// </summary>
internal static class TimeOfDayPhrase
{
    private const int FewTimes = 4;
    private const int ManyTimes = 12;

    /// <summary>The phrase, in lower case; <paramref name="isClockTimes"/> when it is a list such as "at 09:00 and 17:00".</summary>
    public static string Of(CronFields fields, out bool isClockTimes)
    {
        var (seconds, minutes, hours) = (fields.Second.Values, fields.Minute.Values, fields.Hour.Values);
        var times = fields.Hour.IsAll ? int.MaxValue : seconds.Count * minutes.Count * hours.Count;
        isClockTimes = times <= FewTimes;
        if (isClockTimes)
        {
            return ClockTimes(seconds, minutes, hours);
        }

        if (seconds.Count > 1)
        {
            return Seconds(fields);
        }

        var regular = RegularMinutes(fields);
        isClockTimes = regular is null && times <= ManyTimes;
        if (isClockTimes)
        {
            return ClockTimes(seconds, minutes, hours);
        }

        var phrase = regular ?? (EvenStep(fields.Minute) is { } step
            ? $"{EveryMinutes(step)} in the hours {Words.Numbers(hours)}"
            : $"{MinuteList(minutes)} {OfHours(fields.Hour)}");
        return seconds[0] == 0 ? phrase : $"{phrase}, at second {seconds[0]} of the minute";
    }

    private static string ClockTimes(IReadOnlyList<int> seconds, IReadOnlyList<int> minutes, IReadOnlyList<int> hours)
    {
        var format = seconds is [0] ? "HH:mm" : "HH:mm:ss";
        var times = from hour in hours from minute in minutes from second in seconds
                    select new TimeOnly(hour, minute, second).ToString(format, CultureInfo.InvariantCulture);
        return $"at {Words.List(times)}";
    }

    /// <summary>Minutes that come at one distance all day or through a run of hours, or one minute of regular hours; else null.</summary>
    private static string? RegularMinutes(CronFields fields)
    {
        var (minutes, hours) = (fields.Minute.Values, fields.Hour.Values);
        if (EvenStep(fields.Minute) is { } step && HourSpan(fields.Hour, "") is { } span)
        {
            return EveryMinutes(step) + span;
        }

        if (minutes.Count > 1)
        {
            return null;
        }

        if (fields.Hour.IsAll)
        {
            return minutes[0] == 0 && fields.Second.Values[0] == 0 ? "every hour, on the hour" : $"every hour at minute {minutes[0]}";
        }

        return Words.StepOf(hours) switch
        {
            0 => null,
            1 => $"every hour from {hours[0]:00}:{minutes[0]:00} to {hours[^1]:00}:{minutes[0]:00}",
            var apart => $"every {apart} hours from {hours[0]:00}:{minutes[0]:00} to {hours[^1]:00}:{minutes[0]:00}",
        };
    }

    private static string Seconds(CronFields fields)
    {
        var phrase = EvenStep(fields.Second) switch
        {
            1 => "every second",
            { } step => $"every {step} seconds",
            null => $"at seconds {Words.Numbers(fields.Second.Values)} of the minute",
        };
        if (fields.Minute.IsAll && HourSpan(fields.Hour, ":59") is { } span)
        {
            return phrase + span;
        }

        var conditions = new[] { fields.Minute, fields.Hour }.Where(field => !field.IsAll)
            .Select(field => $"the {field.Kind.Name} is {Alternatives(field.Values)}");
        return $"{phrase}, while {string.Join(" and ", conditions)}";
    }

    private static string EveryMinutes(int step) => step == 1 ? "every minute" : $"every {step} minutes";

    private static string MinuteList(IReadOnlyList<int> minutes) => Words.StepOf(minutes) switch
    {
        1 when Words.IsRun(minutes) => $"every minute from minute {minutes[0]} to minute {minutes[^1]}",
        > 1 and var step when minutes.Count > ManyTimes => $"every {step} minutes from minute {minutes[0]} to minute {minutes[^1]}",
        _ => $"at {(minutes.Count == 1 ? "minute" : "minutes")} {Words.Numbers(minutes)}",
    };

    private static string OfHours(CronField hour) => hour.IsAll ? "of every hour"
        : HourSpan(hour, "") is { } span ? $"of every hour{span}"
        : $"of the hours {Words.Numbers(hour.Values)}";

    /// <summary>The window that a run of hours makes, "" for the whole day, null for hours with holes between.</summary>
    private static string? HourSpan(CronField hour, string seconds)
    {
        if (hour.IsAll)
        {
            return "";
        }

        var hours = hour.Values;
        return hours.Count > 1 && Words.StepOf(hours) != 1 ? null
            : $" from {hours[0]:00}:00{(seconds.Length > 0 ? ":00" : "")} to {hours[^1]:00}:59{seconds}";
    }

    /// <summary>The step of a field that begins at 0 and comes out even at its end, so that it goes on without a break.</summary>
    private static int? EvenStep(CronField field)
    {
        var values = field.Values;
        return Words.StepOf(values) is > 0 and var step && values[0] == 0 && values[^1] + step == field.Kind.Count ? step : null;
    }

    private static string Alternatives(IReadOnlyList<int> values) => Words.IsRun(values)
        ? $"{values[0]} to {values[^1]}"
        : values.Count == 1 ? $"{values[0]}" : $"{string.Join(", ", values.Take(values.Count - 1))} or {values[^1]}";
}
