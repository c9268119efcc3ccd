namespace JobLogs.Storage;

/// <summary>The store can't do its work at present: the disk is full, the file is read-only, the server is away. Nothing was written.</summary>
public sealed class StoreUnavailableException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable name: <c>disk_full</c>, <c>store_read_only</c>, <c>store_locked</c>, <c>store_corrupt</c>, <c>store_unavailable</c>.</summary>
    public string Code { get; } = code;
}
