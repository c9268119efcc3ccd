namespace JobLogs.Server.Copies.Verifying;

/// <summary>What a verification found.</summary>
internal sealed class VerifyReport
{
    /// <summary>Differences that are told one by one; the others are only counted.</summary>
    public const int MaxDifferences = 100;

    private long _read;

    /// <summary>Compared was what was committed up to here.</summary>
    public required long Position { get; init; }

    /// <summary>Jobs that were compared.</summary>
    public int Jobs { get; set; }

    /// <summary>Runs that were compared.</summary>
    public long Runs { get; set; }

    /// <summary>Entries of the database that were compared.</summary>
    public long Entries { get; set; }

    /// <summary>Entries that the copy holds of what is compared.</summary>
    public long EntriesHeld { get; init; }

    /// <summary>Entries of the database that were read so far; for whoever watches.</summary>
    public long EntriesRead => Interlocked.Read(ref _read);

    /// <summary>How many runs differ.</summary>
    public long DifferenceCount { get; private set; }

    /// <summary>The first of them.</summary>
    public List<FoundDifference> Differences { get; } = [];

    /// <summary>Entries of the database were read.</summary>
    public void Read(int entries) => Interlocked.Add(ref _read, entries);

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
