using JobLogs.Server.Alerts.Rules;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>What the passing of time tells rules: runs that were not started, that go on, that write nothing.</summary>
internal sealed class TimeWatch(IJobStore jobs, IRunStore runs, RunLimits limits, SilenceWatch silence)
{
    private const int MostJobs = 10_000;
    private const int MostRuns = 10_000;

    /// <summary>Looks at what is so now.</summary>
    public async ValueTask LookAsync(IReadOnlyList<WatchedRule> rules, Sightings sightings, long now, CancellationToken cancellationToken)
    {
        WatchedRule[] missed = [.. rules.Where(rule => rule.Type == RuleTypes.Missed)];
        WatchedRule[] overran = [.. rules.Where(rule => rule.Type == RuleTypes.Overran)];
        WatchedRule[] silent = [.. rules.Where(rule => rule.Type == RuleTypes.Silent)];
        if (missed.Length + overran.Length + silent.Length == 0)
        {
            return;
        }

        var unfinished = await runs.UnfinishedAsync(LogScope.All, MostRuns, cancellationToken);
        if (missed.Length > 0)
        {
            await LookForMissedAsync(missed, unfinished, sightings, now, cancellationToken);
        }

        foreach (var run in unfinished)
        {
            await LookForOverranAsync(overran, run, sightings, now, cancellationToken);
        }

        await silence.LookAsync(silent, unfinished, sightings, now, cancellationToken);
    }

    private async ValueTask LookForMissedAsync(
        WatchedRule[] rules, IReadOnlyList<Run> unfinished, Sightings sightings, long now, CancellationToken cancellationToken)
    {
        foreach (var job in await jobs.DueAsync(now - rules.Min(rule => rule.AfterMicros), MostJobs, cancellationToken))
        {
            Fire(job.Id, null, job.Definition.Name, job.NextRunAt!.Value);
        }

        foreach (var run in unfinished.Where(run => run is { Status: RunStatus.Pending, StartedAt: null, ScheduledAt: not null }))
        {
            Fire(run.Job, run.Id, run.JobName, run.ScheduledAt!.Value);
        }

        void Fire(JobId job, RunId? run, string name, long due)
        {
            foreach (var rule in rules.Where(rule => rule.Watches(job) && now - due > rule.AfterMicros && !sightings.IsFiring(rule, job)))
            {
                sightings.Fire(rule, job, run, now, AlertSentences.NotStarted(name, due));
            }
        }
    }

    private async ValueTask LookForOverranAsync(WatchedRule[] rules, Run run, Sightings sightings, long now, CancellationToken cancellationToken)
    {
        foreach (var rule in rules)
        {
            if (run.StartedAt is { } started && rule.Watches(run.Job) && !sightings.IsFiring(rule, run.Job)
                && await limits.OfAsync(rule, run.Job, cancellationToken) is { } limit && now - started > limit)
            {
                sightings.Fire(rule, run.Job, run.Id, now, AlertSentences.Overran(run.JobName, now - started, limit));
            }
        }
    }
}
