using JobLogs.Protocol;

namespace JobLogs.Cli.Execution;

/// <summary>What is executed, and how.</summary>
internal sealed record ExecOptions
{
    /// <summary>The job that it is a run of.</summary>
    public required string Job { get; init; }

    /// <summary>The command and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Whether the job is made when there is none.</summary>
    public bool CreateJob { get; init; }

    /// <summary>When the command is stopped; null for never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether what the command writes is passed on.</summary>
    public bool PassesOn { get; init; }

    /// <summary>The level of what it writes to standard error.</summary>
    public JobLogLevel ErrorLevel { get; init; }

    /// <summary>Where things are kept.</summary>
    public string? Spool { get; init; }
}
