using JobLogs.Storage.Model;

namespace JobLogs.Storage.Alerts;

/// <summary>What is watched, and whom to tell of it. Times are microseconds since the Unix epoch.</summary>
public sealed record AlertRule
{
    /// <summary>Its number; 0 before it was kept.</summary>
    public long Number { get; init; }

    /// <summary>Unique among the rules, compared code point by code point.</summary>
    public required string Name { get; init; }

    /// <summary>What it watches, such as <c>run_failed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The job that it watches; null for each of them, by itself.</summary>
    public JobId? Job { get; init; }

    /// <summary>Whether it watches.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What its type asks for: a JSON object.</summary>
    public string Conditions { get; init; } = "{}";

    /// <summary>Whether it is told too when the job is well again.</summary>
    public bool NotifyRecovered { get; init; } = true;

    /// <summary>Seconds after a notification in which no other is sent of the same job; what is so at their end is told then.</summary>
    public int QuietSeconds { get; init; }

    /// <summary>The numbers of those whom it tells, in rising order.</summary>
    public IReadOnlyList<long> Notifiers { get; init; } = [];

    /// <summary>When it was made.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public long UpdatedAt { get; init; }

    /// <summary>It speaks of what is committed after this commit, the one that kept it.</summary>
    public long FromCommit { get; init; }

    /// <summary>Whether another form of it watches for the very same thing, so that what this one found stays.</summary>
    public bool WatchesTheSame(AlertRule other) =>
        other is not null && (Type, Job, Enabled, Conditions) == (other.Type, other.Job, other.Enabled, other.Conditions);
}
