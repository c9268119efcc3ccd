using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>
/// What was committed, in the order of the commits: what a copy is made from. All methods throw
/// <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ICommitFeed
{
    /// <summary>
    /// Whole commits after a number. What was removed since it was committed is left out, and so is all of a job that was
    /// deleted since; the removals themselves are told.
    /// </summary>
    /// <param name="after">The number of the last commit that the copy has; 0 for none.</param>
    /// <param name="size">Where the page ends: with the commit that reaches one of these.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<CommitPage> ReadAsync(long after, CommitPageSize size, CancellationToken cancellationToken);

    /// <summary>How far behind a copy is that has everything up to <paramref name="after"/>.</summary>
    ValueTask<CommitLag> LagAsync(long after, CancellationToken cancellationToken);

    /// <summary>The last commits that wrote and removed entries in the scope.</summary>
    ValueTask<ScopeCommits> LastCommitsAsync(LogScope scope, CancellationToken cancellationToken);

    /// <summary>How many status changes and metrics of each run of a job there are, up to a commit; entries aren't counted.</summary>
    ValueTask<IReadOnlyList<RunTally>> TallyEventsAsync(JobId job, long through, CancellationToken cancellationToken);

    /// <summary>When the oldest commit of which something is left was made, in microseconds since the Unix epoch; null when nothing is left.</summary>
    ValueTask<long?> OldestAsync(CancellationToken cancellationToken);
}
