namespace JobLogs.Storage.Model;

/// <summary>What a person says about a job: validated, defaults filled in.</summary>
public sealed record JobDefinition
{
    /// <summary>Unique among the jobs that are not deleted, compared code point by code point.</summary>
    public required string Name { get; init; }

    /// <summary>The handler's type, such as <c>paper_search</c> or <c>external</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Null for a job that the server never starts by itself.</summary>
    public string? CronExpression { get; init; }

    /// <summary>IANA name of the zone that the cron expression is read in.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether occurrences make runs.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What <c>paper_search</c> looks for; empty for other types.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>A JSON object, as it was sent.</summary>
    public string Parameters { get; init; } = "{}";

    /// <summary>At most this many papers a run; null means the handler's default.</summary>
    public int? MaxPapersPerRun { get; init; }

    /// <summary>Seconds that one attempt may take; null means without limit.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>How many further attempts follow one that failed.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Seconds between an attempt that failed and the next.</summary>
    public int RetryDelaySeconds { get; init; }

    /// <summary>What becomes of a new run while another is under way: <c>skip queue allow replace</c>.</summary>
    public string Concurrency { get; init; } = "skip";

    /// <summary>What becomes of occurrences that were missed: <c>once skip all</c>.</summary>
    public string Misfire { get; init; } = "once";

    /// <summary>An occurrence's run begins up to so many seconds after its time.</summary>
    public int JitterSeconds { get; init; }

    /// <summary>No occurrences before this, in microseconds since the Unix epoch; null means no pause.</summary>
    public long? PausedUntil { get; init; }

    /// <summary>Days that entries are kept; null means the server's setting, 0 for ever.</summary>
    public int? RetentionDays { get; init; }
}
