namespace JobLogs.Storage.Copies;

/// <summary>The last commits that changed what is in a scope.</summary>
/// <param name="Entry">The last that wrote an entry, whether that is still there or not; over all jobs, the last that wrote anything. 0 for none.</param>
/// <param name="Removal">The last that removed some. 0 for none.</param>
public readonly record struct ScopeCommits(long Entry, long Removal)
{
    /// <summary>A copy that has this commit answers questions about the scope as the database does.</summary>
    public long Any => Math.Max(Entry, Removal);
}
