namespace JobLogs.Server.Runs;

/// <summary>Why an attempt is to stop before its handler is done.</summary>
internal enum StopCause
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>Somebody asked for it, or deleted the job.</summary>
    Cancelled,

    /// <summary>It took longer than its job allows.</summary>
    TimedOut,

    /// <summary>The server goes down.</summary>
    Stopping,

    /// <summary>The run is somebody else's by now, or gone.</summary>
    LeaseLost,
}
