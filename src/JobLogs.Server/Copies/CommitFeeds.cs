using JobLogs.Storage.Copies;

namespace JobLogs.Server.Copies;

/// <summary>Questions to the feed of commits that several rooms ask.</summary>
internal static class CommitFeeds
{
    // A run's first entries come soon after its start.
    private static readonly CommitPageSize Beginning = new(2_000, 1 << 20);

    /// <summary>Whether entries that are still there were written up to a commit, as its beginning tells.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The database can't say.</exception>
    public static async ValueTask<bool> WroteEntriesAsync(this ICommitFeed feed, long through, CancellationToken cancellationToken)
    {
        using var first = await feed.ReadAsync(0, Beginning, cancellationToken);
        return first.Entries.Count > 0 && first.Entries[0].Commit <= through;
    }
}
