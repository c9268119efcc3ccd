using JobLogs.Storage.Model;

namespace JobLogs.Storage.Alerts;

/// <summary>What whoever watches has seen of a rule and a job. The store decides, in the transaction that keeps it, whether it changes anything.</summary>
public sealed record AlertObservation
{
    /// <summary>The rule.</summary>
    public required long Rule { get; init; }

    /// <summary>The job.</summary>
    public required JobId Job { get; init; }

    /// <summary>Whether the rule has come true; else it has ceased to be.</summary>
    public required bool Fires { get; init; }

    /// <summary>When, in microseconds since the Unix epoch.</summary>
    public required long At { get; init; }

    /// <summary>The run that it was seen in.</summary>
    public RunId? Run { get; init; }

    /// <summary>What is wrong, or why it is not any more, as a sentence.</summary>
    public required string Summary { get; set; }

    /// <summary>The rule as it was looked at: an observation by an older form of it counts no more.</summary>
    public required long FromCommit { get; init; }

    /// <summary>Of one that has ceased: the job's last seq then, after which entries are counted anew.</summary>
    public long AfterSeq { get; init; }
}
