using JobLogs.Server.Runs;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Schedules;

/// <summary>
/// Decides what becomes of a job that is due. While the server keeps up, each occurrence makes its own run. What becomes of occurrences
/// that were missed, because no server was there, the job's <c>misfire</c> says:
/// <list type="bullet">
/// <item><c>once</c>: one run, that of the latest, makes up for all.</item>
/// <item><c>skip</c>: they are left out; a <c>skipped</c> run of the latest says so.</item>
/// <item><c>all</c>: each makes its run, oldest first, one after the other; of too many the newest do.</item>
/// </list>
/// </summary>
internal sealed class DueRuns(ConcurrencyRules rules, IOptions<SchedulesOptions> options)
{
    /// <summary>The words that a job's <c>misfire</c> may be, the default first.</summary>
    public static IReadOnlyList<string> Misfires { get; } = ["once", "skip", "all"];

    /// <summary>How late an occurrence may be before it counts as missed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    /// <summary>The runs to make, in their order, in one transaction; none when the job is not due, or can't say when it is.</summary>
    public IReadOnlyList<CreateRun> Of(Job job, DateTimeOffset now)
    {
        if (job.NextRunAt is not { } nextRunAt || NextOccurrence.ScheduleOf(job.Definition) is not { } schedule)
        {
            return [];
        }

        var due = Clock.FromMicros(nextRunAt);
        if (due > now)
        {
            return [];
        }

        if (now - due <= Tolerance)
        {
            return [OnTime(job, due, schedule)];
        }

        return job.Definition.Misfire switch
        {
            "all" => MakeUpForEach(job, MissedOccurrences.Find(schedule, due, now, options.Value.MaxMissedRuns)),

            // Those that are only a moment late are not missed: they are next.
            "skip" => [LeaveOut(job, OccurrenceWalk.Advance(schedule, due, now - Tolerance - TimeSpan.FromTicks(1)), due)],
            _ => [MakeUpForAll(job, OccurrenceWalk.Advance(schedule, due, now), due)],
        };
    }

    private CreateRun OnTime(Job job, DateTimeOffset due, CronSchedule schedule)
    {
        var definition = job.Definition;
        var reason = $"Due by '{schedule.Expression}' ({definition.TimeZone}).";
        var at = Clock.ToMicros(due);
        long? readyAt = null;
        if (definition.JitterSeconds > 0)
        {
            var delay = Jitter.Seconds(job.Id, at, definition.JitterSeconds);
            readyAt = at + (delay * 1_000_000L);
            reason += $" Begins {delay} s after its time (jitter_seconds: {definition.JitterSeconds}).";
        }

        return Make(job, RunTrigger.Schedule, due, job.NextRunAt, schedule.Next(due), reason, rules.Of(definition.Concurrency), readyAt);
    }

    private CreateRun MakeUpForAll(Job job, OccurrenceStep step, DateTimeOffset first)
    {
        var missed = step.PassedOver + 1;
        var reason = $"{Missed(step, first)}; this run makes up for {(missed == 1 ? "it" : "them")} (misfire: once).";
        return Make(job, RunTrigger.CatchUp, step.Due!.Value, job.NextRunAt, step.NextRunAt, reason, rules.Of(job.Definition.Concurrency));
    }

    private static CreateRun LeaveOut(Job job, OccurrenceStep step, DateTimeOffset first) => Make(
        job, RunTrigger.Schedule, step.Due!.Value, job.NextRunAt, step.NextRunAt, $"Skipped: {Missed(step, first, "the", "more")} (misfire: skip).", null, status: RunStatus.Skipped);

    private CreateRun[] MakeUpForEach(Job job, MissedOccurrences missed)
    {
        var occurrences = missed.Occurrences;
        var rule = rules.OfMissed(options.Value.MaxMissedRuns);
        return [.. occurrences.Select((due, index) => Make(
            job,
            RunTrigger.CatchUp,
            due,
            index == 0 ? job.NextRunAt : Clock.ToMicros(due),
            index + 1 < occurrences.Count ? occurrences[index + 1] : missed.NextRunAt,
            $"Made for a missed occurrence (misfire: all; {index + 1} of {occurrences.Count}).{(index == 0 ? LeftOut(missed) : "")}",
            rule))];
    }

    private static string LeftOut(MissedOccurrences missed) => missed.LeftOut == 0
        ? ""
        : $" {(IsUncounted(missed.LeftOut + missed.Occurrences.Count) ? "More than " : "")}{missed.LeftOut} older ones were left out: at most {missed.Occurrences.Count} are made up for (Schedules:MaxMissedRuns).";

    private static string Missed(OccurrenceStep step, DateTimeOffset first, string the = "The", string more = "More") => step.PassedOver == 0
        ? $"{the} occurrence of {Text(first)} was missed while no server was there"
        : $"{(IsUncounted(step.PassedOver + 1) ? $"{more} than " : "")}{step.PassedOver + 1} occurrences since {Text(first)} were missed while no server was there";

    private static bool IsUncounted(int count) => count > OccurrenceWalk.MaxCounted;

    private static CreateRun Make(
        Job job,
        RunTrigger trigger,
        DateTimeOffset due,
        long? expected,
        DateTimeOffset? following,
        string reason,
        BusyRule? busy,
        long? readyAt = null,
        RunStatus status = RunStatus.Pending) => new(job.Id, trigger)
        {
            Status = status,
            Parameters = job.Definition.Parameters,
            Reason = reason,
            Busy = busy,
            ReadyAt = readyAt,
            ScheduledAt = Clock.ToMicros(due),
            ExpectedNextRunAt = expected,
            FollowingRunAt = following is { } next ? Clock.ToMicros(next) : null,
        };

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'");
}
