using JobLogs.Server.Schedules;

namespace JobLogs.Tests.Server.Schedules;

/// <summary>Short forms for the tests of schedules.</summary>
internal static class Schedule
{
    public static CronSchedule Of(string expression, string zone = "UTC")
    {
        TimeZones.TryFind(zone, out var found, out var zoneError).ShouldBeTrue(zoneError);
        CronSchedule.TryParse(expression, found!, out var schedule, out var error).ShouldBeTrue(error);
        return schedule!;
    }

    public static string Refusal(string expression)
    {
        CronSchedule.TryParse(expression, TimeZoneInfo.Utc, out _, out var error).ShouldBeFalse($"'{expression}' was accepted");
        return error!;
    }

    /// <summary>The next occurrences after an instant, as the zone's clock shows them.</summary>
    public static string[] Fires(this CronSchedule schedule, string after, int count)
    {
        var fires = new string[count];
        var at = DateTimeOffset.Parse(after);
        for (var i = 0; i < count; i++)
        {
            at = schedule.Next(at).ShouldNotBeNull();
            fires[i] = at.ToString(at.Second == 0 ? "yyyy-MM-dd HH:mm zzz" : "yyyy-MM-dd HH:mm:ss zzz");
        }

        return fires;
    }
}
