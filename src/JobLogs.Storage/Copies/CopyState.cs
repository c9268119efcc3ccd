namespace JobLogs.Storage.Copies;

/// <summary>What the database remembers of a copy.</summary>
public sealed record CopyState
{
    /// <summary>The position of a copy that has to be emptied before anything is copied.</summary>
    public const long NotBegun = -1;

    /// <summary>The copy's name.</summary>
    public required string Name { get; init; }

    /// <summary>It has everything up to this commit, to be found by a search; <see cref="NotBegun"/> when it must be emptied first.</summary>
    public required long Position { get; init; }

    /// <summary>Raised each time it is made anew: answers from before count no more.</summary>
    public required int Epoch { get; init; }

    /// <summary>The server that feeds it; null when nobody does.</summary>
    public string? Owner { get; init; }

    /// <summary>Raised each time another server takes over, or it is made anew: a late feeder's writes are refused by it.</summary>
    public required int FencingToken { get; init; }

    /// <summary>Until when the owner has it, in microseconds since the Unix epoch.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>Dead letters up to this number are to be tried again; 0 for none.</summary>
    public required long ReplayThrough { get; init; }

    /// <summary>When it last moved, in microseconds since the Unix epoch.</summary>
    public long? MovedAt { get; init; }
}
