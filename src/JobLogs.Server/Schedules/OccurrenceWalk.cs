namespace JobLogs.Server.Schedules;

/// <summary>
/// Advances a schedule with <c>misfire: once</c>: of the occurrences that were missed, the latest runs, once for all.
/// </summary>
internal static class OccurrenceWalk
{
    /// <summary>Missed occurrences are counted no further than this: a year of a job that runs every second has 31 million.</summary>
    public const int MaxCounted = 10_000;

    /// <param name="schedule">When the job is due.</param>
    /// <param name="nextRunAt">The occurrence that the job waits for, as stored.</param>
    /// <param name="now">The present.</param>
    public static OccurrenceStep Advance(CronSchedule schedule, DateTimeOffset nextRunAt, DateTimeOffset now)
    {
        if (now < nextRunAt)
        {
            return new OccurrenceStep(null, 0, nextRunAt);
        }

        var due = nextRunAt;
        var next = schedule.Next(due);
        for (var passedOver = 0; passedOver < MaxCounted; passedOver++)
        {
            if (next is null || next > now)
            {
                return new OccurrenceStep(due, passedOver, next);
            }

            (due, next) = (next.Value, schedule.Next(next.Value));
        }

        due = Latest(schedule, due, now);
        return new OccurrenceStep(due, MaxCounted, schedule.Next(due));
    }

    /// <summary>The last occurrence up to <paramref name="now"/>: looks back twice as far each time, then walks the rest.</summary>
    private static DateTimeOffset Latest(CronSchedule schedule, DateTimeOffset known, DateTimeOffset now)
    {
        for (var back = TimeSpan.FromMinutes(1); back < now - known; back *= 2)
        {
            if (schedule.Next(now - back) is { } found && found <= now)
            {
                known = found;
                break;
            }
        }

        while (schedule.Next(known) is { } later && later <= now)
        {
            known = later;
        }

        return known;
    }
}
