using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Schedules;

/// <summary>
/// Decides what becomes of a job that is due, with <c>misfire: once</c>. While the server keeps up, each occurrence makes its
/// own run; occurrences that were missed, because no server was there, are made up for by one run, that of the latest.
/// </summary>
internal static class DueRun
{
    /// <summary>How late an occurrence may be before it counts as missed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    /// <summary>The run to make; null when the job is not due, or can't say when it is.</summary>
    public static CreateRun? Of(Job job, DateTimeOffset now)
    {
        if (job.NextRunAt is not { } nextRunAt || NextOccurrence.ScheduleOf(job.Definition) is not { } schedule)
        {
            return null;
        }

        var due = Clock.FromMicros(nextRunAt);
        if (due > now)
        {
            return null;
        }

        return now - due <= Tolerance
            ? Make(job, RunTrigger.Schedule, due, schedule.Next(due), $"Due by '{schedule.Expression}' ({job.Definition.TimeZone}).")
            : CatchUp(job, OccurrenceWalk.Advance(schedule, due, now), due);
    }

    private static CreateRun CatchUp(Job job, OccurrenceStep step, DateTimeOffset first)
    {
        var missed = step.PassedOver + 1;
        var reason = missed == 1
            ? $"The occurrence of {Text(first)} was missed while no server was there; this run makes up for it."
            : $"{(step.PassedOver == OccurrenceWalk.MaxCounted ? "More than " : "")}{missed} occurrences since {Text(first)} were missed while no server was there; this run makes up for them.";
        return Make(job, RunTrigger.CatchUp, step.Due!.Value, step.NextRunAt, reason);
    }

    private static CreateRun Make(Job job, RunTrigger trigger, DateTimeOffset due, DateTimeOffset? following, string reason) => new(job.Id, trigger)
    {
        Parameters = job.Definition.Parameters,
        Reason = reason,
        OneAtATime = true,
        ScheduledAt = Clock.ToMicros(due),
        ExpectedNextRunAt = job.NextRunAt,
        FollowingRunAt = following is { } next ? Clock.ToMicros(next) : null,
    };

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'");
}
