using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>What somebody outside says of a run.</summary>
internal sealed record RunChange
{
    /// <summary>How it ended; null when it did not.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it ended badly.</summary>
    public RunError? Error { get; init; }

    /// <summary>How far it is; null leaves it.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>The step it is in; null leaves it, an empty text clears it.</summary>
    public string? CurrentStep { get; init; }
}
