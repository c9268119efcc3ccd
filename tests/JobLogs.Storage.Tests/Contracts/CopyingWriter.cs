using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>
/// A writer whose commits a copy follows at odd moments: now a page, now many, sometimes one again that it has already, as after a
/// crash before its position was kept.
/// </summary>
internal sealed class CopyingWriter(IStoreWriter inner, ICommitFeed feed, ModelCopy copy, int seed) : IStoreWriter
{
    private readonly Random _random = new(seed);
    private long _position;
    private int _token;

    public async ValueTask<Commit> CommitAsync(IReadOnlyList<StoreCommand> commands, Guid batchId, CancellationToken cancellationToken)
    {
        var commit = await inner.CommitAsync(commands, batchId, cancellationToken);
        for (var pages = Math.Max(0, _random.Next(-3, 4)); pages > 0; pages--)
        {
            await CopyAsync();
        }

        return commit;
    }

    public async Task BeginAsync()
    {
        var lease = new LeaseCopy("model", "here", 0);
        await inner.CommitAsync([lease], Guid.NewGuid(), CancellationToken.None);
        _token = lease.State!.FencingToken;
    }

    /// <summary>Copies a page; whether there was something.</summary>
    public async Task<bool> CopyAsync()
    {
        using var page = await feed.ReadAsync(_position, new CommitPageSize(_random.Next(1, 400), _random.Next(1, 40_000)), CancellationToken.None);
        copy.Apply(page);
        if (_random.Next(4) > 0)
        {
            _position = page.Through;
            await inner.CommitAsync([new AdvanceCopy("model", _token, _position) { LeaseUntil = 0 }], Guid.NewGuid(), CancellationToken.None);
        }

        return !page.IsEmpty;
    }
}
