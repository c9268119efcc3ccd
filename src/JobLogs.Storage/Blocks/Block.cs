using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// A block's summary: <see cref="Size"/> neighbouring places of a job's log (seq / <see cref="Size"/> is the same), and what
/// is known of the entries that stand there. It is written once, by the commit that fills it; clean-up narrows it or
/// takes it away.
/// </summary>
public readonly record struct Block
{
    /// <summary>Places in a block.</summary>
    public const int Size = 1 << SeqBits;

    private const int SeqBits = 8;

    /// <summary>The block's key: the job's number, then seq / <see cref="Size"/>. The blocks of a job are one range.</summary>
    public required long Number { get; init; }

    /// <summary>The seq of its first entry.</summary>
    public required long FirstSeq { get; init; }

    /// <summary>The seq of its last entry.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The commit that wrote its first entry.</summary>
    public required long FirstCommit { get; init; }

    /// <summary>The commit that wrote its last entry.</summary>
    public required long LastCommit { get; init; }

    /// <summary>The earliest timestamp in it, in microseconds since the Unix epoch.</summary>
    public required long MinTimestamp { get; init; }

    /// <summary>The latest timestamp in it, in microseconds since the Unix epoch.</summary>
    public required long MaxTimestamp { get; init; }

    /// <summary>Its entries by level.</summary>
    public required LevelCounts Counts { get; init; }

    /// <summary>The job whose log it is of.</summary>
    public JobId Job => new EntryKey(Number << SeqBits).Job;

    /// <summary>The number of the block that the entry at <paramref name="seq"/> stands in.</summary>
    public static long NumberOf(JobId job, long seq) => EntryKey.Of(job, seq).Value >> SeqBits;

    /// <summary>Whether the entry at <paramref name="seq"/> is the one that fills its block.</summary>
    public static bool IsLast(long seq) => (seq & (Size - 1)) == Size - 1;
}
