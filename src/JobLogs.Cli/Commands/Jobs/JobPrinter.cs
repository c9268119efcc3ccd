using JobLogs.Cli.Output;
using JobLogs.Protocol.Jobs;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary>Writes one job.</summary>
internal static class JobPrinter
{
    /// <summary>Writes it.</summary>
    public static void Write(JobDocument job, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(job, JobsJsonContext.Wire.JobDocument);
            return;
        }

        var table = new Table("field", "value");
        table.Add("name", job.Name);
        table.Add("id", job.Id);
        table.Add("type", job.Type);
        table.Add("keywords", string.Join(", ", job.Keywords));
        table.Add("schedule", job.CronExpression is null ? "-" : $"{job.CronExpression} ({job.Timezone})");
        table.Add("enabled", job.Enabled ? "yes" : "no");
        table.Add("next run", Texts.ShortTime(job.NextRunAt));
        table.Add("retries", $"{job.MaxRetries}, after {job.RetryDelaySeconds} s");
        table.Add("timeout", job.TimeoutSeconds is { } seconds ? $"{seconds} s" : "-");
        table.Add("concurrency", job.Concurrency);
        table.Add("misfire", job.Misfire);
        table.Add("jitter", job.JitterSeconds == 0 ? "-" : $"up to {job.JitterSeconds} s");
        table.Add("paused until", Texts.ShortTime(job.PausedUntil));
        table.Add("retention", job.RetentionDays is { } days ? $"{days} days" : "the server's");
        table.Add("parameters", job.Parameters.GetRawText());
        table.Add("last run", job.LastRun is { } run ? $"{run.Id} {run.Status} {Texts.ShortTime(run.StartedAt)}" : "-");
        table.Write(format);
    }
}
