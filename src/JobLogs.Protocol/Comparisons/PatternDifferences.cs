namespace JobLogs.Protocol.Comparisons;

/// <summary>
/// Kinds of messages, which are messages without their numbers, ids and times. Each list has at most 100, the gravest level first,
/// then the most frequent.
/// </summary>
public sealed record PatternDifferences
{
    /// <summary>Kinds that the run has and the base has not.</summary>
    public required IReadOnlyList<PatternDifference> New { get; init; }

    /// <summary>Kinds that the base has and the run has not.</summary>
    public required IReadOnlyList<PatternDifference> Missing { get; init; }

    /// <summary>Kinds that both have, but one at least twice as often as the other, and ten times more.</summary>
    public required IReadOnlyList<PatternDifference> Changed { get; init; }

    /// <summary>How many kinds both have.</summary>
    public required int Common { get; init; }
}
