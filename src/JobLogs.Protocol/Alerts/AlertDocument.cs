namespace JobLogs.Protocol.Alerts;

/// <summary>A rule came true for a job, and may have ceased to be since.</summary>
public sealed record AlertDocument
{
    /// <summary>Its id, <c>alt_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>firing</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    /// <summary>The rule, which may have been deleted since.</summary>
    public required string RuleId { get; init; }

    /// <summary>The rule's name when it came true.</summary>
    public required string RuleName { get; init; }

    /// <summary>What the rule watches, such as <c>run_failed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The job, which may have been deleted since.</summary>
    public required string JobId { get; init; }

    /// <summary>The job's name when it came true.</summary>
    public required string JobName { get; init; }

    /// <summary>The run that it was seen in last; null where there is none.</summary>
    public required string? JobRunId { get; init; }

    /// <summary>What is wrong, as a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What the summary is made of; null where it isn't known.</summary>
    public required AlertSentenceDetail? SummaryDetails { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset FiredAt { get; init; }

    /// <summary>When it was seen last.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How often it was seen.</summary>
    public required long Occurrences { get; init; }

    /// <summary>Until when; null while it fires.</summary>
    public required DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it ended, as a sentence; null while it fires.</summary>
    public required string? Resolution { get; init; }

    /// <summary>What the resolution is made of; null while it fires, and where it isn't known.</summary>
    public required AlertSentenceDetail? ResolutionDetails { get; init; }

    /// <summary>Who has taken note of it; null for nobody.</summary>
    public required AlertAcknowledgementDocument? Acknowledged { get; init; }
}
