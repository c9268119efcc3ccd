namespace JobLogs.Server.Schedules;

/// <summary>What the due loop does with a job at one moment.</summary>
/// <param name="Due">The occurrence to run now, or null when none is due yet.</param>
/// <param name="PassedOver">
/// How many occurrences before <paramref name="Due"/> were missed and will not run of their own; counted up to
/// <see cref="OccurrenceWalk.MaxCounted"/>.
/// </param>
/// <param name="NextRunAt">The occurrence after that, or null when there is none.</param>
internal readonly record struct OccurrenceStep(DateTimeOffset? Due, int PassedOver, DateTimeOffset? NextRunAt);
