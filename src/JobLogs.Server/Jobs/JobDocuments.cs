using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Jobs;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Jobs;

/// <summary>Jobs as the API gives them.</summary>
internal static class JobDocuments
{
    /// <summary>A job, with its newest run.</summary>
    /// <param name="now">What the duration of a run that isn't over is counted to, in microseconds since the Unix epoch.</param>
    public static JobDocument Of(Job job, Run? lastRun, long now)
    {
        var definition = job.Definition;
        return new JobDocument
        {
            Id = JobIdText.ToText(job.Id.Number),
            Name = definition.Name,
            Type = definition.Type,
            Keywords = definition.Keywords,
            CronExpression = definition.CronExpression,
            Timezone = definition.TimeZone,
            Enabled = definition.Enabled,
            Parameters = Wire.Json(SecretParameters.Shown(definition.Parameters))!.Value,
            SecretParameters = SecretParameters.Names(definition.Parameters),
            MaxPapersPerRun = definition.MaxPapersPerRun,
            TimeoutSeconds = definition.TimeoutSeconds,
            MaxRetries = definition.MaxRetries,
            RetryDelaySeconds = definition.RetryDelaySeconds,
            Concurrency = definition.Concurrency,
            Misfire = definition.Misfire,
            JitterSeconds = definition.JitterSeconds,
            PausedUntil = Wire.Time(definition.PausedUntil),
            RetentionDays = definition.RetentionDays,
            NextRunAt = Wire.Time(job.NextRunAt),
            CreatedAt = Clock.FromMicros(job.CreatedAt),
            UpdatedAt = Clock.FromMicros(job.UpdatedAt),
            LastRun = lastRun is null ? null : RunDocuments.Of(lastRun, now),
        };
    }

    /// <summary>A job, with its newest runs in short.</summary>
    public static JobDocument WithRecent(Job job, IReadOnlyList<Run> recent, long now) =>
        Of(job, recent.Count == 0 ? null : recent[0], now) with { RecentRuns = [.. recent.Select(run => InShort(run, now))] };

    private static RecentRunDocument InShort(Run run, long now) => new(
        RunIdText.ToText(run.Id.Number),
        run.Status.ToText(),
        run.Trigger.ToText(),
        Clock.FromMicros(run.CreatedAt),
        Wire.Time(run.StartedAt),
        run.StartedAt is { } started ? Wire.Milliseconds(started, run.FinishedAt, now) : null,
        run.Counts.Warning,
        run.Counts.Error + run.Counts.Critical);
}
