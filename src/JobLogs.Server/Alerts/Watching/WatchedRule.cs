using System.Text.Json;
using JobLogs.Server.Alerts.Rules;
using JobLogs.Server.Http;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>A rule with its conditions read.</summary>
/// <param name="Matcher">Which entries count; null where none do.</param>
internal sealed record WatchedRule(AlertRule Rule, RuleConditions Conditions, EntryMatcher? Matcher)
{
    /// <summary>Why its filter can't be read, as when it has a field that this server was not given; null when it can. No entry counts then.</summary>
    public string? Fault { get; private init; }

    /// <summary>Its type.</summary>
    public string Type => Rule.Type;

    /// <summary>Reads a rule.</summary>
    public static WatchedRule Of(AlertRule rule, FilterReader filters)
    {
        var fields = new JsonFields(JsonElement.Parse(rule.Conditions), "conditions");
        var conditions = RuleConditions.Read(rule.Type, fields);
        if (rule.Type != RuleTypes.LogMatch)
        {
            return new WatchedRule(rule, conditions, null);
        }

        var filter = RuleConditions.ReadFilter(fields, filters);
        return fields.Problem() is { } problem
            ? new WatchedRule(rule, conditions, null) { Fault = problem.Detail }
            : new WatchedRule(rule, conditions, new EntryMatcher(filter));
    }

    /// <summary>Whether it watches a job.</summary>
    public bool Watches(JobId job) => Rule.Job is null || Rule.Job == job;

    /// <summary>Whether it watches what a commit wrote of a job.</summary>
    public bool Watches(JobId job, long commit) => Watches(job) && commit > Rule.FromCommit;

    /// <summary>The conditions' time in microseconds; <see cref="long.MaxValue"/> when they have none.</summary>
    public long AfterMicros => Conditions.AfterSeconds is { } seconds ? seconds * 1_000_000L : long.MaxValue;
}
