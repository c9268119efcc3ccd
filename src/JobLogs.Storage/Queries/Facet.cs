namespace JobLogs.Storage.Queries;

/// <summary>What entries can be grouped by.</summary>
public enum Facet
{
    /// <summary>The job's number.</summary>
    Job,

    /// <summary>The level.</summary>
    Level,

    /// <summary>The step.</summary>
    Step,

    /// <summary>The error code.</summary>
    ErrorCode,
}
