namespace JobLogs.Server.Schedules;

/// <summary>The newest of the occurrences that were missed, each to run of its own.</summary>
/// <param name="Occurrences">Oldest first; at least one.</param>
/// <param name="LeftOut">How many older ones there are, counted up to <see cref="OccurrenceWalk.MaxCounted"/>.</param>
/// <param name="NextRunAt">The occurrence after them, or null when there is none.</param>
internal sealed record MissedOccurrences(IReadOnlyList<DateTimeOffset> Occurrences, int LeftOut, DateTimeOffset? NextRunAt)
{
    /// <summary>Finds them.</summary>
    /// <param name="schedule">When the job is due.</param>
    /// <param name="first">The oldest occurrence that was missed.</param>
    /// <param name="now">The present, at or after it.</param>
    /// <param name="most">How many are taken; at least 1.</param>
    public static MissedOccurrences Find(CronSchedule schedule, DateTimeOffset first, DateTimeOffset now, int most)
    {
        var step = OccurrenceWalk.Advance(schedule, first, now);
        var count = step.PassedOver + 1;
        var newest = new Queue<DateTimeOffset>(most);
        for (DateTimeOffset? due = StartOf(schedule, first, step.Due!.Value, count, most); due <= now; due = schedule.Next(due.Value))
        {
            if (newest.Count == most)
            {
                newest.Dequeue();
            }

            newest.Enqueue(due.Value);
        }

        return new MissedOccurrences([.. newest], count - Math.Min(count, most), step.NextRunAt);
    }

    /// <summary>An occurrence with at least <paramref name="most"/> up to the latest from it on, and not many more.</summary>
    private static DateTimeOffset StartOf(CronSchedule schedule, DateTimeOffset first, DateTimeOffset latest, int count, int most)
    {
        if (count <= OccurrenceWalk.MaxCounted)
        {
            return first;
        }

        // More than were counted: the way back is doubled until there are enough.
        for (var back = TimeSpan.FromSeconds(most); latest - back > first; back *= 2)
        {
            var start = schedule.Next(latest - back)!.Value;
            var found = 0;
            for (DateTimeOffset? due = start; due <= latest && found < most; due = schedule.Next(due.Value))
            {
                found++;
            }

            if (found == most)
            {
                return start;
            }
        }

        return first;
    }
}
