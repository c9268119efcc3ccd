using JobLogs.Storage.Model;

namespace JobLogs.Server.Schedules;

/// <summary>When a job is due next, by its definition.</summary>
internal static class NextOccurrence
{
    /// <summary>
    /// The first occurrence after an instant, in microseconds since the Unix epoch; null when there is none: the job is
    /// disabled, has no cron expression, or one that can't be read on this machine. What lies in a pause is no occurrence; one at
    /// the very end of the pause is.
    /// </summary>
    public static long? Of(JobDefinition definition, DateTimeOffset after)
    {
        if (definition.PausedUntil is { } until && Clock.FromMicros(until) > after)
        {
            after = Clock.FromMicros(until).AddTicks(-1);
        }

        return definition.Enabled && ScheduleOf(definition)?.Next(after) is { } next ? Clock.ToMicros(next) : null;
    }

    /// <summary>The definition's schedule; null when it has none, or one that can't be read on this machine.</summary>
    public static CronSchedule? ScheduleOf(JobDefinition definition) =>
        definition.CronExpression is { } expression
        && TimeZones.TryFind(definition.TimeZone, out var zone, out _)
        && CronSchedule.TryParse(expression, zone, out var schedule, out _)
            ? schedule
            : null;
}
