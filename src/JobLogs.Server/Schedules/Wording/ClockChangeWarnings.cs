using System.Globalization;
using JobLogs.Protocol.Schedules;
using JobLogs.Server.Schedules.Zones;

namespace JobLogs.Server.Schedules.Wording;

/// <summary>Names the days of the coming year on which a clock change moves or repeats what a schedule says.</summary>
internal static class ClockChangeWarnings
{
    public static IEnumerable<CronSurprise> Of(CronSchedule schedule, DateTimeOffset now)
    {
        // An interval through the whole day just goes on; nobody expects a certain time of it.
        if (schedule.Fields.IsInterval && schedule.Fields.Hour.IsAll)
        {
            yield break;
        }

        var clock = new ZoneClock(schedule.Zone);
        foreach (var change in clock.TransitionsBetween(now.UtcDateTime, now.UtcDateTime.AddYears(1)))
        {
            if (schedule.WallTimeAtOrAfter(change.WallStart) is { } wall && wall < change.WallEnd)
            {
                yield return change.IsGap ? Gap(schedule, change, wall) : Overlap(schedule, change, wall);
            }
        }
    }

    private static CronSurprise Gap(CronSchedule schedule, ZoneTransition change, DateTime wall) => CronSurprise.Of(
        CronWarningCodes.ClockGap,
        $"On {Date(change.WallStart)} the clock in {schedule.Zone.Id} goes from {Time(change.WallStart)} to {ShownEnd(change)}, so {Time(wall)} does not exist that day: "
        + (schedule.Fields.IsInterval ? "what falls into the gap is left out." : $"it fires once, at {ShownEnd(change)}."),
        Values(schedule, change, wall, schedule.Fields.IsInterval ? "left_out" : "once"));

    private static CronSurprise Overlap(CronSchedule schedule, ZoneTransition change, DateTime wall) => CronSurprise.Of(
        CronWarningCodes.ClockOverlap,
        $"On {Date(change.WallStart)} the clock in {schedule.Zone.Id} goes back from {ShownEnd(change)} to {Time(change.WallStart)}, so {Time(wall)} comes twice that day: "
        + (schedule.Fields.IsInterval ? "an interval fires both times." : "it fires once, at the first."),
        Values(schedule, change, wall, schedule.Fields.IsInterval ? "both" : "first"));

    // A gap goes from its start to its end, an overlap back from its end to its start.
    private static (string, string)[] Values(CronSchedule schedule, ZoneTransition change, DateTime wall, string outcome)
    {
        var (from, to) = change.IsGap ? (change.WallStart, change.WallEnd) : (change.WallEnd, change.WallStart);
        return
        [
            ("zone", schedule.Zone.Id), ("date", Date(change.WallStart)), ("from", Time(from)), ("to", Time(to)), ("time", Time(wall)), ("outcome", outcome),
        ];
    }

    /// <summary>The end of the change, with its date when that is another day (a change around midnight).</summary>
    private static string ShownEnd(ZoneTransition change) => change.WallEnd.Date == change.WallStart.Date
        ? Time(change.WallEnd)
        : $"{Time(change.WallEnd)} on {Date(change.WallEnd)}";

    private static string Date(DateTime wall) => wall.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime wall) => wall.ToString(wall.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
