using JobLogs.Protocol.Runs;

namespace JobLogs.Client.Http;

/// <summary>What whoever executes a run says of it; what is null is not sent.</summary>
public sealed record RunReport
{
    /// <summary>How it ended: <c>completed failed cancelled timed_out</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Why, as a sentence; with <see cref="Status"/> only.</summary>
    public string? Reason { get; init; }

    /// <summary>What failed; with a <see cref="Status"/> other than <c>completed</c>.</summary>
    public RunErrorDocument? Error { get; init; }

    /// <summary>How far it is.</summary>
    public ProgressReport? Progress { get; init; }

    /// <summary>The step it is in; empty for none.</summary>
    public string? CurrentStep { get; init; }
}
