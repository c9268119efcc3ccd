namespace JobLogs.Storage.Commands;

/// <summary>Removes rows of deleted jobs, a bounded number.</summary>
public sealed class PurgeDeleted(int maxRows) : StoreCommand
{
    /// <summary>Rows to remove at most; about.</summary>
    public int MaxRows { get; } = maxRows;

    /// <summary>Rows that were removed.</summary>
    public long Removed { get; set; }

    /// <summary>Whether there is more to remove.</summary>
    public bool More { get; set; }
}
