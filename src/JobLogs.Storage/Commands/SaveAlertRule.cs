using JobLogs.Storage.Alerts;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Keeps a new rule, or the new form of one. What the old form had found ends by it, and nobody is told. <see cref="Refusal.NotFound"/> when
/// the rule, its job or one of its notifiers is gone; <see cref="Refusal.NameTaken"/>; <see cref="Refusal.TooMany"/> from <see cref="MostRules"/> on.
/// </summary>
/// <param name="rule">The rule; number 0 for a new one.</param>
public sealed class SaveAlertRule(AlertRule rule) : StoreCommand
{
    /// <summary>Rules that there can be.</summary>
    public const int MostRules = 1_000;

    /// <summary>The rule; after the commit as it was kept.</summary>
    public AlertRule Rule { get; set; } = rule;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
