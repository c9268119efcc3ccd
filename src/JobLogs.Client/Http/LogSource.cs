namespace JobLogs.Client.Http;

/// <summary>Whose log is read: a job's, a run's, or that of all jobs.</summary>
public readonly record struct LogSource
{
    private LogSource(string path, string? runId) => (Path, RunId) = (path, runId);

    /// <summary>The log of all jobs.</summary>
    public static LogSource All { get; } = new("api/logs", null);

    /// <summary>The run, when it is a run's log.</summary>
    internal string? RunId { get; }

    /// <summary>Where it is, relative to the server.</summary>
    internal string Path => field ?? "api/logs";

    /// <summary>The log of a job, all its runs together.</summary>
    /// <param name="idOrName">The job's id or its name.</param>
    /// <returns>The source.</returns>
    public static LogSource Job(string idOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(idOrName);
        return new($"api/cronjobs/{QueryText.Part(idOrName)}/logs", null);
    }

    /// <summary>The log of one run.</summary>
    /// <param name="id">The run's id.</param>
    /// <returns>The source.</returns>
    public static LogSource Run(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new($"api/job-runs/{QueryText.Part(id)}/logs", id);
    }
}
