namespace JobLogs.Storage.Commands;

/// <summary>Why the store did not carry out a command.</summary>
public enum Refusal
{
    /// <summary>It did.</summary>
    None,

    /// <summary>There is no such job or run (any more).</summary>
    NotFound,

    /// <summary>The name belongs to another job.</summary>
    NameTaken,

    /// <summary>The job was changed since it was read.</summary>
    Changed,

    /// <summary>The run's status does not allow it.</summary>
    WrongStatus,

    /// <summary>The run is owned by somebody else by now.</summary>
    LeaseLost,

    /// <summary>Another run of the job is under way.</summary>
    Busy,

    /// <summary>The occurrence has its run already, or the schedule has moved on.</summary>
    AlreadyMade,

    /// <summary>The producer's numbers leave a hole.</summary>
    OutOfSequence,

    /// <summary>The key is the last that may manage keys.</summary>
    LastAdmin,

    /// <summary>There are as many already as there may be.</summary>
    TooMany,
}
