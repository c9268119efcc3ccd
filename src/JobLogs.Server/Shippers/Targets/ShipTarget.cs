namespace JobLogs.Server.Shippers.Targets;

/// <summary>Where an entry wants to go, as its sender says it: to a run, or to a job, whose run the server finds or opens.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Job">The job: its id or its name.</param>
/// <param name="Key">With a job: the sender's own name of the execution, such as a pipeline's run id. Entries with the same key go to the same run.</param>
internal readonly record struct ShipTarget(string? Run, string? Job, string? Key)
{
    /// <summary>Whether it says anything.</summary>
    public bool IsKnown => Run is not null || Job is not null;

    /// <summary>Exactly this run.</summary>
    public static ShipTarget OfRun(string run) => new(run, null, null);

    /// <summary>A run of this job.</summary>
    public static ShipTarget OfJob(string job, string? key = null) => new(null, job, key);
}
