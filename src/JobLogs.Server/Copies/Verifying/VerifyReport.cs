namespace JobLogs.Server.Copies.Verifying;

/// <summary>What a verification found.</summary>
internal sealed class VerifyReport
{
    /// <summary>Differences that are told one by one; the others are only counted.</summary>
    public const int MaxDifferences = 100;

    /// <summary>Compared was what was committed up to here.</summary>
    public long Position { get; set; }

    /// <summary>Jobs that were compared.</summary>
    public int Jobs { get; set; }

    /// <summary>Runs that were compared.</summary>
    public long Runs { get; set; }

    /// <summary>Entries of the database that were compared.</summary>
    public long Entries { get; set; }

    /// <summary>How many runs differ.</summary>
    public long DifferenceCount { get; private set; }

    /// <summary>The first of them.</summary>
    public List<FoundDifference> Differences { get; } = [];

    /// <summary>Adds one.</summary>
    public void Add(FoundDifference difference)
    {
        DifferenceCount++;
        if (Differences.Count < MaxDifferences)
        {
            Differences.Add(difference);
        }
    }
}
