namespace JobLogs.Storage.Blocks;

/// <summary>Places of a job's log, both ends included; empty when <paramref name="To"/> is smaller.</summary>
public readonly record struct SeqRange(long From, long To)
{
    /// <summary>Whether it holds no place.</summary>
    public bool IsEmpty => To < From;

    /// <summary>Whether it holds <paramref name="seq"/>.</summary>
    public bool Contains(long seq) => seq >= From && seq <= To;

    /// <summary>The places in both.</summary>
    public SeqRange And(SeqRange other) => new(Math.Max(From, other.From), Math.Min(To, other.To));
}
