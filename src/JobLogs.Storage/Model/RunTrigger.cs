namespace JobLogs.Storage.Model;

/// <summary>Why a run exists.</summary>
public enum RunTrigger : byte
{
    /// <summary>Its job's cron expression was due.</summary>
    Schedule,

    /// <summary>Somebody triggered the job.</summary>
    Manual,

    /// <summary>Somebody else executes it and started it through the API.</summary>
    Api,

    /// <summary>Somebody asked for a finished run once more.</summary>
    Retry,

    /// <summary>One or more occurrences were missed while no server was there; it makes up for them.</summary>
    CatchUp,

    /// <summary>A log shipper sent entries that named its job but no run; it ends when nothing was sent for a while.</summary>
    Shipper,
}
