using JobLogs.Storage.Model;

namespace JobLogs.Server.Live;

/// <summary>Holds a reader until there may be something to read.</summary>
internal interface ILiveWaiter
{
    /// <summary>
    /// Waits until something was committed after a place, whether or not the caller's filter matches it. To miss nothing and
    /// not to turn in circles, take the place from <see cref="Storage.ILogStore.EndAsync"/> <i>before</i> reading the store,
    /// and when the reading brought nothing wait from that place on.
    /// </summary>
    /// <param name="after">A place of the scope's order.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <returns>True when something was committed; false when the time is up or the server goes down.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="Storage.StoreUnavailableException">The store can't say where it ends.</exception>
    ValueTask<bool> AwaitNewsAsync(LogScope scope, Place after, TimeSpan timeout, CancellationToken cancellationToken);
}
