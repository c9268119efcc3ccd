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

    /// <summary>
    /// The last occurrence up to <paramref name="now"/>, found by halving: before it the next one is due by now, from it
    /// on it is not. Occurrences are whole seconds.
    /// </summary>
    private static DateTimeOffset Latest(CronSchedule schedule, DateTimeOffset known, DateTimeOffset now)
    {
        var (low, high) = (0L, (long)Math.Ceiling((now - known).TotalSeconds));
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = schedule.Next(known.AddSeconds(middle)) <= now ? (middle, high) : (low, middle);
        }

        return schedule.Next(known.AddSeconds(low)) is { } latest && latest <= now ? latest : known;
    }
}
