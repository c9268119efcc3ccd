using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Rules;

/// <summary>Rules as the API gives them.</summary>
internal static class RuleDocuments
{
    /// <summary>A rule.</summary>
    public static AlertRuleDocument Of(AlertRule rule)
    {
        var conditions = RuleConditions.Parse(rule.Type, rule.Conditions);
        return new AlertRuleDocument
        {
            Id = NumberIdText.Rule.ToText(rule.Number),
            Name = rule.Name,
            Type = rule.Type,
            JobId = rule.Job is { } job ? JobIdText.ToText(job.Number) : null,
            Enabled = rule.Enabled,
            Statuses = conditions.Statuses.Count == 0 ? null : [.. conditions.Statuses.Select(status => status.ToText())],
            AfterSeconds = conditions.AfterSeconds,
            P95Factor = conditions.P95Factor,
            Filter = conditions.FilterJson,
            MoreThan = conditions.MoreThan,
            WindowSeconds = conditions.WindowSeconds,
            NotifyRecovered = rule.NotifyRecovered,
            QuietSeconds = rule.QuietSeconds,
            Notifiers = [.. rule.Notifiers.Select(NumberIdText.Notifier.ToText)],
            CreatedAt = Clock.FromMicros(rule.CreatedAt),
            UpdatedAt = Clock.FromMicros(rule.UpdatedAt),
        };
    }
}
