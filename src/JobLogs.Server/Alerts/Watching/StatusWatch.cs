using JobLogs.Server.Alerts.Rules;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>
/// What status changes tell rules: a run that ended badly, one that was started too late or took too long (also while nobody watched), and one
/// that completed, by which a job is well again.
/// </summary>
internal sealed class StatusWatch(IRunStore runs, RunDurations durations, RunLimits limits, MatchWatch matches)
{
    /// <summary>Looks at a change.</summary>
    public async ValueTask SeeAsync(StatusChanged change, IReadOnlyList<WatchedRule> rules, Sightings sightings, CancellationToken cancellationToken)
    {
        Run? run = null;
        foreach (var rule in rules)
        {
            if (!rule.Watches(change.Job, change.Commit) || !Concerns(rule, change))
            {
                continue;
            }

            run ??= await runs.FindAsync(change.Run!.Value, cancellationToken);
            if (run is not null)
            {
                await SeeAsync(change, run, rule, sightings, cancellationToken);
            }
        }

        if (change.To == RunStatus.Completed)
        {
            durations.Forget(change.Job);
            await CompleteAsync(change, rules, sightings, cancellationToken);
        }
    }

    private static bool Concerns(WatchedRule rule, StatusChanged change) => rule.Type switch
    {
        RuleTypes.RunFailed => rule.Conditions.Statuses.Contains(change.To),
        RuleTypes.Missed => change is { From: RunStatus.Pending, To: RunStatus.Running, Attempt: 1 },
        RuleTypes.Overran => change.To.IsFinal(),
        _ => false,
    };

    private async ValueTask SeeAsync(StatusChanged change, Run run, WatchedRule rule, Sightings sightings, CancellationToken cancellationToken)
    {
        switch (rule.Type)
        {
            case RuleTypes.RunFailed:
                sightings.Fire(rule, change.Job, run.Id, change.TimestampMicros, AlertSentences.Ended(run.JobName, change.To, run.Error?.Message ?? change.Reason));
                break;
            case RuleTypes.Missed when run.ScheduledAt is { } due && change.TimestampMicros - due > rule.AfterMicros && !sightings.IsFiring(rule, change.Job):
                sightings.Fire(rule, change.Job, run.Id, change.TimestampMicros, AlertSentences.StartedLate(run.JobName, due, change.TimestampMicros - due));
                break;
            case RuleTypes.Overran when run.StartedAt is { } started && !sightings.IsFiring(rule, change.Job):
                var took = change.TimestampMicros - started;
                if (await limits.OfAsync(rule, change.Job, cancellationToken) is { } limit && took > limit)
                {
                    sightings.Fire(rule, change.Job, run.Id, change.TimestampMicros, AlertSentences.Overran(run.JobName, took, limit));
                }

                break;
        }
    }

    private async ValueTask CompleteAsync(StatusChanged change, IReadOnlyList<WatchedRule> rules, Sightings sightings, CancellationToken cancellationToken)
    {
        foreach (var rule in rules.Where(rule => rule.Watches(change.Job) && sightings.IsFiring(rule, change.Job)))
        {
            if (!await IsStillSoAsync(change, rule, sightings, cancellationToken))
            {
                sightings.End(rule, change.Job, change.Run, change.TimestampMicros, change.AfterSeq, AlertSentences.Completed);
                matches.Ended(rule, change.Job);
            }
        }
    }

    // What is said of one run that goes on isn't mended by another's end.
    private async ValueTask<bool> IsStillSoAsync(StatusChanged change, WatchedRule rule, Sightings sightings, CancellationToken cancellationToken) =>
        rule.Type is RuleTypes.Overran or RuleTypes.Silent
        && sightings.Of(rule, change.Job).Run is { } other && other != change.Run
        && await runs.FindAsync(other, cancellationToken) is { FinishedAt: null };
}
