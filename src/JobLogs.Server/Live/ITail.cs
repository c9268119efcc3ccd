using JobLogs.Storage.Commands;

namespace JobLogs.Server.Live;

/// <summary>Where commits meet those who follow.</summary>
internal interface ITail
{
    /// <summary>
    /// Takes over what a commit wrote: the entries in the commands' batches that have a seq, and the commit's events. Called
    /// by the writer, in commit order, before the callers are answered; copies what it keeps and wakes the subscriptions.
    /// </summary>
    void Publish(Commit commit, IReadOnlyList<StoreCommand> commands);

    /// <summary>Other servers have committed, or may have, up to a number that every read sees from now on.</summary>
    void Heard(long commit)
    {
    }
}
