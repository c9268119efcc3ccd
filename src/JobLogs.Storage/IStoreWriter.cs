using JobLogs.Storage.Commands;

namespace JobLogs.Storage;

/// <summary>The one way into the database. Called by one writer at a time.</summary>
public interface IStoreWriter
{
    /// <summary>
    /// Carries out <paramref name="commands"/> in their order in one transaction and returns when it is durable. Within the
    /// commit, entries get their seq in the order of the commands, and a run's events follow its entries.
    /// </summary>
    /// <param name="commands">At least one. Their outcomes are set when this returns.</param>
    /// <param name="batchId">Names the batch, so that a store that lost its connection during the commit can tell whether it happened.</param>
    /// <exception cref="StoreUnavailableException">Nothing was written; the same commands may be tried again later.</exception>
    ValueTask<Commit> CommitAsync(IReadOnlyList<StoreCommand> commands, Guid batchId, CancellationToken cancellationToken);
}
