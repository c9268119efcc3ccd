using JobLogs.Storage.Model;

namespace JobLogs.Storage.Alerts;

/// <summary>
/// A rule came true for a job, and may have ceased to be since. A job has at most one that fires for each rule; the next time it is another.
/// Times are microseconds since the Unix epoch.
/// </summary>
public sealed record Alert
{
    /// <summary>Its number.</summary>
    public required long Number { get; init; }

    /// <summary>The rule, which may have been deleted since.</summary>
    public required long Rule { get; init; }

    /// <summary>The rule's name when it came true.</summary>
    public required string RuleName { get; init; }

    /// <summary>What the rule watches.</summary>
    public required string Type { get; init; }

    /// <summary>The job, which may have been deleted since.</summary>
    public required JobId Job { get; init; }

    /// <summary>The job's name when it came true.</summary>
    public required string JobName { get; init; }

    /// <summary>Whether it still is so.</summary>
    public required bool Firing { get; init; }

    /// <summary>Since when.</summary>
    public required long FiredAt { get; init; }

    /// <summary>When it was seen last.</summary>
    public required long LastAt { get; init; }

    /// <summary>How often it was seen; from 1.</summary>
    public required long Occurrences { get; init; }

    /// <summary>Until when; null while it fires.</summary>
    public long? ResolvedAt { get; init; }

    /// <summary>Why it ended, as a sentence; null while it fires.</summary>
    public string? Resolution { get; init; }

    /// <summary>The run that it was seen in last; null where there is none, as of one that was not started.</summary>
    public RunId? Run { get; init; }

    /// <summary>What is wrong, as a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Who has taken note of it; null for nobody.</summary>
    public AlertAcknowledgement? Acknowledged { get; init; }
}
