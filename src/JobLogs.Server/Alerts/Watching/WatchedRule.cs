using JobLogs.Server.Alerts.Rules;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>A rule with its conditions read.</summary>
internal sealed record WatchedRule(AlertRule Rule, RuleConditions Conditions, EntryMatcher? Matcher)
{
    /// <summary>Its type.</summary>
    public string Type => Rule.Type;

    /// <summary>Reads a rule.</summary>
    public static WatchedRule Of(AlertRule rule)
    {
        var conditions = RuleConditions.Parse(rule.Type, rule.Conditions);
        return new WatchedRule(rule, conditions, conditions.Filter is { } filter ? new EntryMatcher(filter) : null);
    }

    /// <summary>Whether it watches a job.</summary>
    public bool Watches(JobId job) => Rule.Job is null || Rule.Job == job;

    /// <summary>Whether it watches what a commit wrote of a job.</summary>
    public bool Watches(JobId job, long commit) => Watches(job) && commit > Rule.FromCommit;

    /// <summary>The conditions' time in microseconds; <see cref="long.MaxValue"/> when they have none.</summary>
    public long AfterMicros => Conditions.AfterSeconds is { } seconds ? seconds * 1_000_000L : long.MaxValue;
}
