namespace JobLogs.Storage.Alerts;

/// <summary>Why alerts ended that somebody ended, as their resolutions say it.</summary>
public static class AlertResolutions
{
    /// <summary>Their rule watches for something else now, or not at all.</summary>
    public const string RuleChanged = "The rule was changed.";

    /// <summary>Their rule is gone.</summary>
    public const string RuleDeleted = "The rule was deleted.";

    /// <summary>Their job is gone.</summary>
    public const string JobDeleted = "The job was deleted.";
}
