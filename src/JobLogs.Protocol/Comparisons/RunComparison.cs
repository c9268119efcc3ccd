namespace JobLogs.Protocol.Comparisons;

/// <summary>What was different in a run from another, its base.</summary>
public sealed record RunComparison
{
    /// <summary>The run.</summary>
    public required ComparedRun Run { get; init; }

    /// <summary>The run that it is compared with.</summary>
    public required ComparedRun Base { get; init; }

    /// <summary>How long each step took, in the order of the run; steps of the same name count together.</summary>
    public required IReadOnlyList<StepDifference> Steps { get; init; }

    /// <summary>The kinds of messages that differ.</summary>
    public required PatternDifferences Patterns { get; init; }

    /// <summary>The first entry that came after another in a way that it never does in the base; null when there is none.</summary>
    public Divergence? FirstDivergence { get; init; }

    /// <summary>The metrics, by name.</summary>
    public required IReadOnlyList<MetricDifference> Metrics { get; init; }
}
