namespace JobLogs.Protocol.Alerts;

/// <summary>A change of an alert that is told.</summary>
public sealed record AlertChangeDocument
{
    /// <summary>The alert, <c>alt_…</c>.</summary>
    public required string AlertId { get; init; }

    /// <summary><c>firing</c> when it began, <c>resolved</c> when it ended.</summary>
    public required string State { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The rule, <c>rul_…</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>The rule's name.</summary>
    public required string RuleName { get; init; }

    /// <summary>What the rule watches, such as <c>run_failed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The job, <c>job_…</c>.</summary>
    public required string JobId { get; init; }

    /// <summary>The job's name.</summary>
    public required string JobName { get; init; }

    /// <summary>The run that it was seen in, <c>run_…</c>; null where there is none.</summary>
    public required string? JobRunId { get; init; }

    /// <summary>What is wrong, or why it is not any more, as a sentence.</summary>
    public required string Summary { get; init; }
}
