using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>Sets a run's progress and current step. <see cref="Refusal.NotFound"/> or <see cref="Refusal.LeaseLost"/>; renews an external run's lease.</summary>
public sealed class ReportProgress(RunId run) : StoreCommand
{
    /// <summary>The run.</summary>
    public RunId Run { get; } = run;

    /// <summary>The new progress; null leaves it.</summary>
    public RunProgress? Progress { get; set; }

    /// <summary>The new current step; null leaves it, an empty text clears it.</summary>
    public string? CurrentStep { get; set; }

    /// <summary>The token that the writer holds; null when it is not the run's executor.</summary>
    public int? FencingToken { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
