using JobLogs.Storage;
using JobLogs.Storage.Commands;

namespace JobLogs.Tests.Server.Ingest;

/// <summary>A store whose commits can be held or made to fail.</summary>
internal sealed class GatedWriter(IStoreWriter inner) : IStoreWriter
{
    private readonly SemaphoreSlim _entered = new(0);
    private TaskCompletionSource? _held;

    /// <summary>What commits throw; null when they work.</summary>
    public Exception? Failure { get; set; }

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => Interlocked.Exchange(ref _held, null)?.SetResult();

    /// <summary>Waits until a held commit is under way.</summary>
    public Task EnteredAsync() => _entered.WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask<Commit> CommitAsync(IReadOnlyList<StoreCommand> commands, Guid batchId, CancellationToken cancellationToken)
    {
        if (_held is { } held)
        {
            _entered.Release();
            await held.Task.WaitAsync(cancellationToken);
        }

        return Failure is null ? await inner.CommitAsync(commands, batchId, cancellationToken) : throw Failure;
    }
}
