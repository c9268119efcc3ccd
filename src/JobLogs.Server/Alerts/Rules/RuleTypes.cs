namespace JobLogs.Server.Alerts.Rules;

/// <summary>What a rule can watch.</summary>
internal static class RuleTypes
{
    /// <summary>A run ended badly.</summary>
    public const string RunFailed = "run_failed";

    /// <summary>An occurrence's run was not started in time.</summary>
    public const string Missed = "missed";

    /// <summary>A run takes too long.</summary>
    public const string Overran = "overran";

    /// <summary>A run that is under way writes nothing.</summary>
    public const string Silent = "silent";

    /// <summary>Too many entries match a filter.</summary>
    public const string LogMatch = "log_match";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [RunFailed, Missed, Overran, Silent, LogMatch];
}
