namespace JobLogs.Server.Comparisons;

/// <summary>The entries of one kind in a run.</summary>
/// <param name="number">Its number among the run's kinds, from 0.</param>
/// <param name="firstSeq">The seq of the first.</param>
internal sealed class PatternTally(int number, long firstSeq)
{
    /// <summary>Its number among the run's kinds, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The seq of the first.</summary>
    public long FirstSeq { get; } = firstSeq;

    /// <summary>How many there are.</summary>
    public long Count { get; set; }
}
