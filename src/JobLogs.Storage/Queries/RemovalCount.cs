namespace JobLogs.Storage.Queries;

/// <summary>What a clean-up removes, or would.</summary>
public readonly record struct RemovalCount(long Entries, long StatusChanges, long Metrics)
{
    /// <summary>The sum of both.</summary>
    public static RemovalCount operator +(RemovalCount left, RemovalCount right) =>
        new(left.Entries + right.Entries, left.StatusChanges + right.StatusChanges, left.Metrics + right.Metrics);
}
