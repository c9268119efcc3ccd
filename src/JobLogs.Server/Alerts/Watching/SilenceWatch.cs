using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>
/// Runs that are under way and write nothing. When one wrote last is remembered from look to look; of a run that was not looked at before, it is
/// in the database.
/// </summary>
internal sealed class SilenceWatch(IAlertStore alerts)
{
    private readonly Dictionary<RunId, (long LastSeq, int Attempt, long At)> _signs = [];

    /// <summary>Looks at the runs that are not over.</summary>
    public async ValueTask LookAsync(
        WatchedRule[] rules, IReadOnlyList<Run> unfinished, Sightings sightings, long now, CancellationToken cancellationToken)
    {
        if (rules.Length == 0)
        {
            _signs.Clear();
            return;
        }

        Run[] running = [.. unfinished.Where(run => run.Status == RunStatus.Running)];
        foreach (var run in running)
        {
            var sign = await SignAsync(run, now, cancellationToken);
            foreach (var rule in rules.Where(rule => rule.Watches(run.Job)))
            {
                Judge(rule, run, sign, sightings, now);
            }
        }

        var known = running.Select(run => run.Id).ToHashSet();
        foreach (var gone in _signs.Keys.Where(run => !known.Contains(run)).ToArray())
        {
            _signs.Remove(gone);
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => _signs.Clear();

    private static void Judge(WatchedRule rule, Run run, long sign, Sightings sightings, long now)
    {
        if (!sightings.IsFiring(rule, run.Job))
        {
            if (now - sign > rule.AfterMicros)
            {
                sightings.Fire(rule, run.Job, run.Id, now, AlertSentences.Silent(run.JobName, now - sign));
            }

            return;
        }

        var (told, firedAt) = sightings.Of(rule, run.Job);
        if (told == run.Id && sign > firedAt)
        {
            sightings.End(rule, run.Job, run.Id, now, run.LastSeq, AlertSentences.WritesAgain);
        }
    }

    private async ValueTask<long> SignAsync(Run run, long now, CancellationToken cancellationToken)
    {
        if (!_signs.TryGetValue(run.Id, out var sign))
        {
            sign = (run.LastSeq, run.Attempt, await alerts.LastSignAsync(run.Id, cancellationToken) ?? now);
        }
        else if (sign.LastSeq != run.LastSeq || sign.Attempt != run.Attempt)
        {
            sign = (run.LastSeq, run.Attempt, now);
        }

        _signs[run.Id] = sign;
        return sign.At;
    }
}
