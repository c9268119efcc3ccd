using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;

namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>The road to the database without its loop: each submission is a commit. While the disk is full, each is refused.</summary>
internal sealed class DirectQueue(IStoreWriter writer, Func<bool> isFull) : IStoreQueue
{
    /// <summary>Commits that were refused.</summary>
    public int Refused { get; private set; }

    public async ValueTask<T> SubmitAsync<T>(T command, CancellationToken cancellationToken)
        where T : StoreCommand
    {
        await SubmitAllAsync([command], cancellationToken);
        return command;
    }

    public ValueTask<T> SubmitNowAsync<T>(T command)
        where T : StoreCommand => SubmitAsync(command, CancellationToken.None);

    public ValueTask SubmitAllNowAsync(IReadOnlyList<StoreCommand> commands) => SubmitAllAsync(commands, CancellationToken.None);

    public async ValueTask SubmitAllAsync(IReadOnlyList<StoreCommand> commands, CancellationToken cancellationToken)
    {
        if (isFull())
        {
            Refused++;
            throw new StoreUnavailableException("disk_full", "There is no room on the disk.");
        }

        await writer.CommitAsync(commands, Guid.NewGuid(), cancellationToken);
    }
}
