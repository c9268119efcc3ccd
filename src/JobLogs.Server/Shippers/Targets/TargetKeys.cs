namespace JobLogs.Server.Shippers.Targets;

/// <summary>The names under which any format may say where an entry belongs and what it is about.</summary>
internal static class TargetKeys
{
    /// <summary>The run's id.</summary>
    public const string Run = "joblogs.run.id";

    /// <summary>The job's id or name.</summary>
    public const string Job = "joblogs.job";

    /// <summary>The sender's own name of the execution.</summary>
    public const string Key = "joblogs.run.key";

    /// <summary>The step.</summary>
    public const string Step = "joblogs.step";

    /// <summary>How long it took, in milliseconds.</summary>
    public const string DurationMs = "joblogs.duration_ms";

    /// <summary>The paper, or other item.</summary>
    public const string PaperId = "joblogs.paper_id";

    /// <summary>A stable name of what failed.</summary>
    public const string ErrorCode = "joblogs.error_code";
}
