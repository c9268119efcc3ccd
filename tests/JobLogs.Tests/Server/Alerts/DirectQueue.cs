using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>Commits each submission at once, on the caller's thread; can be told to lose one after it was committed, as a server does that is killed.</summary>
internal sealed class DirectQueue(IStoreWriter writer) : IStoreQueue
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Thrown in the place of the next commit, before it.</summary>
    public Exception? Failure { get; set; }

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
        if (Failure is { } failure)
        {
            Failure = null;
            throw failure;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            await writer.CommitAsync(commands, Guid.NewGuid(), cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }
}
