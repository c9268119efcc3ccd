using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Runs;
using JobLogs.Server.Http;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Runs;

/// <summary>Runs and what belongs to them, as the API gives them.</summary>
internal static class RunDocuments
{
    /// <summary>A run.</summary>
    /// <param name="now">What the duration of one that isn't over is counted to, in microseconds since the Unix epoch.</param>
    public static RunDocument Of(Run run, long now)
    {
        var id = RunIdText.ToText(run.Id.Number);
        return new RunDocument
        {
            Id = id,
            JobRunId = id,
            JobId = JobIdText.ToText(run.Job.Number),
            JobName = run.JobName,
            JobType = run.JobType,
            Status = run.Status.ToText(),
            Trigger = run.Trigger.ToText(),
            Attempt = run.Attempt,
            RetryOf = run.RetryOf is { } repeated ? RunIdText.ToText(repeated.Number) : null,
            ScheduledAt = Wire.Time(run.ScheduledAt),
            CreatedAt = Clock.FromMicros(run.CreatedAt),
            StartedAt = Wire.Time(run.StartedAt),
            FinishedAt = Wire.Time(run.FinishedAt),
            DurationMs = run.StartedAt is { } started ? Wire.Milliseconds(started, run.FinishedAt, now) : null,
            CurrentStep = run.CurrentStep,
            Progress = run.Progress is { } progress ? Of(progress) : null,
            Counts = Of(run.Counts),
            Entries = run.Counts.Total,
            FirstSeq = run.FirstSeq == 0 ? null : run.FirstSeq,
            LastSeq = run.LastSeq == 0 ? null : run.LastSeq,
            Parameters = Wire.Json(SecretParameters.Shown(run.Parameters))!.Value,
            Error = run.Error is { } error ? new RunErrorDocument(error.Code, error.Message) : null,
        };
    }

    /// <summary>A page of runs.</summary>
    public static RunList Of(PageOf<Run> page, long skip, int limit, long now) =>
        new([.. page.Items.Select(run => Of(run, now))], page.Total, skip, limit, skip + page.Items.Count < page.Total);

    /// <summary>A row of the status history.</summary>
    public static StatusChangeDocument Of(StatusChanged change) => new(
        Clock.FromMicros(change.TimestampMicros), change.From?.ToText(), change.To.ToText(), change.Reason, Wire.Json(change.Details), change.Attempt);

    /// <summary>A step.</summary>
    public static StepDocument Of(RunStep step, long now) => new(
        step.Id,
        step.ParentId,
        step.Name,
        step.Status,
        step.Attempt,
        Clock.FromMicros(step.StartedAt),
        Wire.Time(step.FinishedAt),
        Wire.Milliseconds(step.StartedAt, step.FinishedAt, now));

    /// <summary>A metric.</summary>
    public static MetricDocument Of(MetricRecorded metric) => new(
        Clock.FromMicros(metric.TimestampMicros), metric.Name, metric.Value, metric.Type, Wire.Json(metric.Labels));

    /// <summary>What was recorded under one name.</summary>
    public static MetricSummaryDocument Of(MetricSummary summary) => new(
        summary.Name,
        summary.Type,
        summary.Count,
        summary.Sum,
        summary.Min,
        summary.Max,
        summary.Count == 0 ? 0 : summary.Sum / summary.Count,
        summary.Last);

    private static LevelCountsDocument Of(LevelCounts counts) =>
        new(counts.Debug, counts.Info, counts.Warning, counts.Error, counts.Critical);

    private static ProgressDocument Of(RunProgress progress) => new(
        progress.Done,
        progress.Total,
        progress.Total is > 0 and var total ? Math.Clamp(Math.Round(progress.Done * 100.0 / total, 1), 0, 100) : null,
        progress.Message);
}
