namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>How connections are set up.</summary>
internal static class Pragmas
{
    /// <summary>Bytes of a page; settled when the file is made. Measured: see docs/performance.md.</summary>
    public const int PageSize = 8192;

    /// <summary>How long a statement waits for another program that holds the file.</summary>
    public const int BusyMilliseconds = 5_000;

    /// <summary>For the connection that writes: durable commits, and no checkpoints of its own.</summary>
    public static void ForWriter(Connection connection, SqliteStoreOptions options)
    {
        connection.Execute($"""
            PRAGMA page_size = {PageSize};
            PRAGMA busy_timeout = {BusyMilliseconds};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = {options.WalCheckpointBytes};
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = {-options.CacheKilobytes};
            """);
    }

    /// <summary>For the connection that copies the write-ahead log into the database.</summary>
    public static void ForCheckpointer(Connection connection, SqliteStoreOptions options)
    {
        connection.Execute($"""
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = {options.WalCheckpointBytes};
            """);
    }

    /// <summary>For the connections that read.</summary>
    public static void ForReader(Connection connection, SqliteStoreOptions options)
    {
        connection.Execute($"""
            PRAGMA busy_timeout = {BusyMilliseconds};
            PRAGMA temp_store = MEMORY;
            PRAGMA mmap_size = 268435456;
            PRAGMA cache_size = {-options.CacheKilobytes};
            """);
    }
}
