using JobLogs.Storage;
using JobLogs.Storage.Commands;

namespace JobLogs.Server.Ingest;

/// <summary>
/// The one road to the database: a bounded queue of commands that one writer commits in groups. What is answered here is
/// durable, and has been published to the live side.
/// </summary>
internal interface IStoreQueue
{
    /// <summary>Waits for room, and then until the command was committed. The command and its batch stay the caller's.</summary>
    /// <param name="cancellationToken">Ends the waiting for room; once queued, a command is carried out.</param>
    /// <returns>The command, with its outcome.</returns>
    /// <exception cref="StoreUnavailableException">Nothing of it was written.</exception>
    ValueTask<T> SubmitAsync<T>(T command, CancellationToken cancellationToken)
        where T : StoreCommand;

    /// <summary>As <see cref="SubmitAsync{T}"/>, but refuses at once when there is no room.</summary>
    /// <exception cref="QueueFullException">There was no room. Nothing of it was written.</exception>
    /// <exception cref="StoreUnavailableException">Nothing of it was written.</exception>
    ValueTask<T> SubmitNowAsync<T>(T command)
        where T : StoreCommand;

    /// <summary>As <see cref="SubmitAllAsync"/>, but refuses at once when there is no room.</summary>
    /// <exception cref="QueueFullException">There was no room. Nothing of them was written.</exception>
    /// <exception cref="StoreUnavailableException">Nothing of them was written.</exception>
    ValueTask SubmitAllNowAsync(IReadOnlyList<StoreCommand> commands);

    /// <summary>As <see cref="SubmitAsync{T}"/> for several commands: carried out in their order in one commit, or none of them.</summary>
    /// <param name="commands">At least one; left alone until this returns.</param>
    /// <param name="cancellationToken">Ends the waiting for room; once queued, the commands are carried out.</param>
    /// <exception cref="StoreUnavailableException">Nothing of them was written.</exception>
    ValueTask SubmitAllAsync(IReadOnlyList<StoreCommand> commands, CancellationToken cancellationToken);
}
