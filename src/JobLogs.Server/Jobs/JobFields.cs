using System.Text.Json.Nodes;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Jobs;

/// <summary>Names the fields of a job that a change has changed, for the audit log; their values may be secret.</summary>
internal static class JobFields
{
    /// <summary>Notes what came of a change, when it was made.</summary>
    public static void Note(HttpContext http, Job before, JobOutcome outcome)
    {
        if (outcome.Job is { } after)
        {
            var fields = new JsonArray([.. Changed(before.Definition, after.Definition).Select(name => (JsonNode)name)]);
            new AuditNote { Details = new JsonObject { ["fields"] = fields }.ToJsonString() }.For(http);
        }
    }

    private static IEnumerable<string> Changed(JobDefinition was, JobDefinition now)
    {
        (string Name, bool Same)[] fields =
        [
            ("name", was.Name == now.Name),
            ("type", was.Type == now.Type),
            ("keywords", was.Keywords.SequenceEqual(now.Keywords)),
            ("cron_expression", was.CronExpression == now.CronExpression),
            ("timezone", was.TimeZone == now.TimeZone),
            ("enabled", was.Enabled == now.Enabled),
            ("parameters", was.Parameters == now.Parameters),
            ("max_papers_per_run", was.MaxPapersPerRun == now.MaxPapersPerRun),
            ("timeout_seconds", was.TimeoutSeconds == now.TimeoutSeconds),
            ("max_retries", was.MaxRetries == now.MaxRetries),
            ("retry_delay_seconds", was.RetryDelaySeconds == now.RetryDelaySeconds),
            ("concurrency", was.Concurrency == now.Concurrency),
            ("misfire", was.Misfire == now.Misfire),
            ("jitter_seconds", was.JitterSeconds == now.JitterSeconds),
            ("paused_until", was.PausedUntil == now.PausedUntil),
            ("retention_days", was.RetentionDays == now.RetentionDays),
        ];
        return fields.Where(field => !field.Same).Select(field => field.Name);
    }
}
