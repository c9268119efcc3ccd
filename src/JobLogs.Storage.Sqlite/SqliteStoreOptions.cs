namespace JobLogs.Storage.Sqlite;

/// <summary>Where the database is and what it may use.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The file; it and its folder are made when missing. On a local disk: the write-ahead log doesn't work over a network.</summary>
    public required string Path { get; init; }

    /// <summary>How many queries may run at once; further ones wait. At least 1.</summary>
    public int MaxReaders { get; init; } = 4;

    /// <summary>Pages that each connection keeps in memory, in KiB.</summary>
    public int CacheKilobytes { get; init; } = 16 * 1024;

    /// <summary>From this size on, in bytes, the write-ahead log is copied into the database in the background.</summary>
    public long WalCheckpointBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>
    /// At this size, in bytes, writing waits until the write-ahead log has been copied and emptied, which queries that are
    /// under way can hold up; after 5 seconds it is refused.
    /// </summary>
    public long WalCapBytes { get; init; } = 256L * 1024 * 1024;
}
