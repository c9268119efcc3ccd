using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>Says when a job is due, by walking minute by minute over the clock on the wall, or over real time for an interval.</summary>
internal static class OccurrenceOracle
{
    /// <summary>The occurrences of each job; those of one expression in one zone are looked for once.</summary>
    public static Func<YearJob, List<long>> Between(DateTimeOffset start, DateTimeOffset end)
    {
        var known = new Dictionary<(string?, string), List<long>>();
        return job =>
        {
            var asked = (job.Definition.CronExpression, job.Definition.TimeZone);
            if (!known.TryGetValue(asked, out var all))
            {
                known.Add(asked, all = Of(job, start, end));
            }

            return [.. all.Where(at => at >= (job.Definition.PausedUntil ?? 0))];
        };
    }

    private static List<long> Of(YearJob job, DateTimeOffset start, DateTimeOffset end)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(job.Definition.TimeZone);
        var cron = new FieldMatcher("0 " + job.Definition.CronExpression);
        var due = job.IsInterval ? OfInterval(cron, zone, start, end) : OfFixedTime(cron, zone, start, end);
        return [.. due.Select(Clock.ToMicros).Where(at => at > Clock.ToMicros(start) && at <= Clock.ToMicros(end)).Distinct().Order()];
    }

    private static IEnumerable<DateTimeOffset> OfInterval(FieldMatcher cron, TimeZoneInfo zone, DateTimeOffset start, DateTimeOffset end)
    {
        for (var at = start; at <= end; at = at.AddMinutes(1))
        {
            if (cron.Matches(TimeZoneInfo.ConvertTime(at, zone).DateTime))
            {
                yield return at;
            }
        }
    }

    private static IEnumerable<DateTimeOffset> OfFixedTime(FieldMatcher cron, TimeZoneInfo zone, DateTimeOffset start, DateTimeOffset end)
    {
        for (var wall = start.UtcDateTime.AddDays(-1); wall <= end.UtcDateTime.AddDays(1); wall = wall.AddMinutes(1))
        {
            wall = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
            if (cron.Matches(wall))
            {
                yield return FirstInstantOf(wall, zone);
            }
        }
    }

    /// <summary>The first instant at which the clock shows this time; when it never does, at which it shows the first later one.</summary>
    private static DateTimeOffset FirstInstantOf(DateTime wall, TimeZoneInfo zone)
    {
        while (true)
        {
            // Not asked of the zone itself: TimeZoneInfo.IsInvalidTime knows no clocks that go back for a month, as Morocco's do.
            DateTimeOffset[] shown =
            [
                .. new[] { -1, 1 }
                    .Select(days => new DateTimeOffset(wall, zone.GetUtcOffset(new DateTimeOffset(wall.AddDays(days), TimeSpan.Zero))).ToUniversalTime())
                    .Where(at => TimeZoneInfo.ConvertTime(at, zone).DateTime == wall),
            ];
            if (shown.Length > 0)
            {
                return shown.Min();
            }

            wall = wall.AddMinutes(1);
        }
    }
}
