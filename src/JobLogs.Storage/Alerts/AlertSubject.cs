using JobLogs.Storage.Model;

namespace JobLogs.Storage.Alerts;

/// <summary>Where a rule stands with a job: what is so, and what was told of it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Job">The job.</param>
public sealed record AlertSubject(long Rule, JobId Job)
{
    /// <summary>The last alert; 0 when there was none yet.</summary>
    public long Alert { get; init; }

    /// <summary>Whether it fires.</summary>
    public bool Firing { get; init; }

    /// <summary>The run that the alert was seen in last.</summary>
    public RunId? Run { get; init; }

    /// <summary>Since when the alert fires, in microseconds since the Unix epoch; 0 when there was none yet.</summary>
    public long FiredAt { get; init; }

    /// <summary>Whether those who are told were last told that it fires.</summary>
    public bool ToldFiring { get; init; }

    /// <summary>When they were told last, in microseconds since the Unix epoch; null for never.</summary>
    public long? ToldAt { get; init; }

    /// <summary>When they are to be told what is so then, in microseconds since the Unix epoch: the end of the quiet time; null when nothing waits.</summary>
    public long? DueAt { get; init; }

    /// <summary>Entries up to this seq are not counted any more; 0 for none.</summary>
    public long CountedAfter { get; init; }
}
