using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>How long runs may take by a rule of the type <c>overran</c>.</summary>
internal sealed class RunLimits(RunDurations durations)
{
    /// <summary>The limit in microseconds: the smaller of the rule's two; null when it has none yet.</summary>
    public async ValueTask<long?> OfAsync(WatchedRule rule, JobId job, CancellationToken cancellationToken)
    {
        var limit = rule.AfterMicros;
        if (rule.Conditions.P95Factor is { } factor && await durations.P95Async(job, cancellationToken) is { } p95)
        {
            limit = Math.Min(limit, (long)(p95 * factor));
        }

        return limit == long.MaxValue ? null : limit;
    }
}
