namespace JobLogs.Storage.Model;

/// <summary>Where a run stands.</summary>
public enum RunStatus : byte
{
    /// <summary>Made, and waiting for a server to take it up (or for its next attempt).</summary>
    Pending,

    /// <summary>Being executed.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Ended because somebody asked for it.</summary>
    Cancelled,

    /// <summary>Ended because it took longer than its job allows.</summary>
    TimedOut,

    /// <summary>Ended because whoever executed it stopped renewing its lease.</summary>
    Interrupted,

    /// <summary>An occurrence that was not executed: other runs of the job were under way, or it was missed and the job leaves such out.</summary>
    Skipped,
}
