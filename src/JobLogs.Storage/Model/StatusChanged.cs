namespace JobLogs.Storage.Model;

/// <summary>A run went from one status to another: a row of its status history.</summary>
public sealed record StatusChanged : RunEvent
{
    /// <summary>What it was; null when the run was made.</summary>
    public RunStatus? From { get; init; }

    /// <summary>What it is.</summary>
    public required RunStatus To { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>A JSON object with more.</summary>
    public string? Details { get; init; }

    /// <summary>The attempt it happened in.</summary>
    public required int Attempt { get; init; }
}
