using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>What a turn has seen, in its order, on top of what was so before it.</summary>
internal sealed class Sightings(IReadOnlyList<AlertSubject> subjects)
{
    private const int MaxSummary = 500;

    private readonly Dictionary<(long Rule, JobId Job), (bool Firing, RunId? Run, long FiredAt)> _states =
        subjects.ToDictionary(subject => (subject.Rule, subject.Job), subject => (subject.Firing, subject.Run, subject.FiredAt));

    private readonly List<AlertObservation> _seen = [];

    /// <summary>What was seen.</summary>
    public IReadOnlyList<AlertObservation> Seen => _seen;

    /// <summary>Whether a rule's alert of a job fires.</summary>
    public bool IsFiring(WatchedRule rule, JobId job) => _states.GetValueOrDefault((rule.Rule.Number, job)).Firing;

    /// <summary>The run and the beginning of a rule's alert of a job that fires.</summary>
    public (RunId? Run, long FiredAt) Of(WatchedRule rule, JobId job)
    {
        var (_, run, firedAt) = _states[(rule.Rule.Number, job)];
        return (run, firedAt);
    }

    /// <summary>The jobs of which a rule's alert fires.</summary>
    public IReadOnlyList<JobId> Firing(WatchedRule rule) =>
        [.. _states.Where(state => state.Key.Rule == rule.Rule.Number && state.Value.Firing).Select(state => state.Key.Job)];

    /// <summary>A rule has come true.</summary>
    public void Fire(WatchedRule rule, JobId job, RunId? run, long at, string summary)
    {
        var before = _states.GetValueOrDefault((rule.Rule.Number, job));
        _states[(rule.Rule.Number, job)] = before.Firing ? (true, run ?? before.Run, before.FiredAt) : (true, run, at);
        Add(rule, job, run, at, summary, fires: true, afterSeq: 0);
    }

    /// <summary>A rule has ceased to be true.</summary>
    public void End(WatchedRule rule, JobId job, RunId? run, long at, long afterSeq, string summary)
    {
        _states[(rule.Rule.Number, job)] = default;
        Add(rule, job, run, at, summary, fires: false, afterSeq);
    }

    private void Add(WatchedRule rule, JobId job, RunId? run, long at, string summary, bool fires, long afterSeq) => _seen.Add(new AlertObservation
    {
        Rule = rule.Rule.Number,
        Job = job,
        Fires = fires,
        At = at,
        Run = run,
        Summary = summary.Length <= MaxSummary ? summary : string.Concat(summary.AsSpan(0, MaxSummary), "…"),
        FromCommit = rule.Rule.FromCommit,
        AfterSeq = afterSeq,
    });
}
