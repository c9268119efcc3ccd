using JobLogs.Storage.Model;

namespace JobLogs.Storage.Others;

/// <summary>
/// What a server learns of others that write to the same database. Hints come at once and may be lost; the store is looked at
/// now and then all the same, so that nothing stays unseen for long.
/// </summary>
public interface IOtherServers
{
    /// <summary>The number of the last commit when this store was opened.</summary>
    long OpenedAfter { get; }

    /// <summary>
    /// Waits until others have committed, or may have, since the last call. For one loop; a connection that is lost is made again.
    /// </summary>
    /// <returns>The number of a commit, as new as is known; it is seen by every read that begins later.</returns>
    /// <exception cref="StoreUnavailableException">The store can't be asked at present; the next call tries again.</exception>
    ValueTask<long> AwaitCommitAsync(CancellationToken cancellationToken);

    /// <summary>What whole commits wrote, from all servers, in the order of the commits.</summary>
    /// <param name="after">Only commits with a greater number.</param>
    /// <param name="jobs">Only in these jobs; null for all.</param>
    /// <param name="items">Entries and events after which the page ends; the commit that goes over is still in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    ValueTask<CommittedPage> ReadAsync(long after, IReadOnlyCollection<JobId>? jobs, int items, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the turn at deleting what is old, which one server at a time does for all; it is given back by disposing it, and when the
    /// connection is lost. Null while another server has it.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    ValueTask<IAsyncDisposable?> TryTakeCleanUpAsync(CancellationToken cancellationToken);
}
