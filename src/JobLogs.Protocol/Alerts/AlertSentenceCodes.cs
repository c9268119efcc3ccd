namespace JobLogs.Protocol.Alerts;

/// <summary>The kinds of sentences that alerts say.</summary>
public static class AlertSentenceCodes
{
    /// <summary>A run ended badly: <c>job</c>, <c>status</c>, and <c>why</c> where it is known.</summary>
    public const string RunEnded = "run_ended";

    /// <summary>An occurrence's run has not been started: <c>job</c>, <c>due</c>.</summary>
    public const string NotStarted = "not_started";

    /// <summary>An occurrence's run was started late: <c>job</c>, <c>due</c>, <c>late</c>.</summary>
    public const string StartedLate = "started_late";

    /// <summary>A run takes too long: <c>job</c>, <c>took</c>, <c>limit</c>.</summary>
    public const string Overran = "overran";

    /// <summary>A run writes nothing: <c>job</c>, <c>silent</c>.</summary>
    public const string Silent = "silent";

    /// <summary>Entries match: <c>count</c>, <c>window</c>, <c>message</c> of the last.</summary>
    public const string Matched = "matched";

    /// <summary>It ended since a run of the job has completed.</summary>
    public const string Completed = "completed";

    /// <summary>It ended since the run writes again.</summary>
    public const string WritesAgain = "writes_again";

    /// <summary>It ended since its rule was changed.</summary>
    public const string RuleChanged = "rule_changed";

    /// <summary>It ended since its rule was deleted.</summary>
    public const string RuleDeleted = "rule_deleted";

    /// <summary>It ended since its job was deleted.</summary>
    public const string JobDeleted = "job_deleted";
}
