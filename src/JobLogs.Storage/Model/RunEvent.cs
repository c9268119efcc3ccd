namespace JobLogs.Storage.Model;

/// <summary>Something other than an entry that was committed and that streams tell.</summary>
public abstract record RunEvent
{
    /// <summary>Its number: given at commit, rising over all jobs.</summary>
    public required long Event { get; init; }

    /// <summary>The commit that wrote it.</summary>
    public required long Commit { get; init; }

    /// <summary>The job.</summary>
    public required JobId Job { get; init; }

    /// <summary>The run; null where the whole job is meant.</summary>
    public RunId? Run { get; init; }

    /// <summary>The job's last seq when it was committed: the event stands after that entry.</summary>
    public required long AfterSeq { get; init; }

    /// <summary>When it happened, in microseconds since the Unix epoch.</summary>
    public required long TimestampMicros { get; init; }

    /// <summary>Where it stands.</summary>
    public Place Place => new(Commit, Job, AfterSeq, Event);
}
