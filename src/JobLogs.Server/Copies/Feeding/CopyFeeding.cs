using JobLogs.Storage;
using JobLogs.Storage.Copies;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>
/// Feeds the copy, a turn at a time. The order in each turn makes it right, whenever it is cut short:
/// <list type="number">
/// <item>read a page of commits after what the copy has accepted;</item>
/// <item>send what they wrote, until all of it is accepted or refused for what it is: what the copy has already, it leaves as it is;</item>
/// <item>remove what they removed;</item>
/// <item>make it seen, and only then note the position, and with it what was refused.</item>
/// </list>
/// A crash before the last step repeats the others, which changes nothing.
/// </summary>
internal sealed class CopyFeeding(
    ILogCopy copy,
    ICommitFeed feed,
    ICopyStates states,
    ILogStore database,
    CopyLease lease,
    CopySender sender,
    CopyRemover remover,
    DeadLetterReplay replay,
    TimeProvider time,
    IOptions<CopiesOptions> options)
{
    // Between looks whether a copy that gets nothing new is still there.
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(30);

    private readonly CommitPageSize _size = new(options.Value.BatchItems, options.Value.BatchBytes);
    private readonly TimeSpan _settleAfter = TimeSpan.FromSeconds(options.Value.SettleSeconds);
    private readonly List<RefusedItem> _refused = [];
    private bool _isPrepared;
    private long _position;
    private long _accepted;
    private long _settledAt;
    private long _lookedAt;

    /// <summary>Does a part of the work that is bounded by the size of a page.</summary>
    /// <exception cref="StoreUnavailableException">The copy or the database is away; another turn may do it.</exception>
    public async Task<CopyTurn> TurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PrepareAsync(cancellationToken) ? await FeedAsync(cancellationToken) : CopyTurn.Standby;
        }
        catch (CopyLeaseLostException)
        {
            _isPrepared = false;
            return CopyTurn.Standby;
        }
        catch (StoreUnavailableException)
        {
            // Whatever came back may be another server than the one that went.
            _isPrepared = false;
            throw;
        }
    }

    private async ValueTask<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isPrepared)
        {
            return true;
        }

        if (await lease.TakeAsync(cancellationToken) is not { } state)
        {
            return false;
        }

        if (state is { Position: CopyState.NotBegun, Epoch: > 1 })
        {
            await copy.DropAllAsync(cancellationToken);
        }

        await copy.PrepareAsync(database.Salt, cancellationToken);
        if (await WasLostAsync(state.Position, cancellationToken))
        {
            await lease.ResetAsync(cancellationToken);
            return false;
        }

        if (state.Position == CopyState.NotBegun)
        {
            await lease.AdvanceAsync(new CopyProgress(0, []), cancellationToken);
        }

        _position = _accepted = Math.Max(0, state.Position);
        _refused.Clear();
        _settledAt = time.GetTimestamp();
        return _isPrepared = true;
    }

    // A search server that comes back empty must not go on as if it had what it had.
    private async ValueTask<bool> WasLostAsync(long position, CancellationToken cancellationToken)
    {
        _lookedAt = time.GetTimestamp();
        return position > 0
            && (await copy.ListDaysAsync(cancellationToken)).Count == 0
            && await feed.WroteEntriesAsync(position, cancellationToken);
    }

    private async ValueTask<CopyTurn> FeedAsync(CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(KnownCopies.Elasticsearch, cancellationToken);
        lease.Require(state is not null && state.FencingToken == lease.Token);
        await lease.KeepAsync(cancellationToken);
        if (state!.ReplayThrough > 0)
        {
            await SettleAsync(cancellationToken);
            await replay.ReplayAsync(_position, state.ReplayThrough, cancellationToken);
        }

        using var page = await feed.ReadAsync(_accepted, _size, cancellationToken);
        if (!page.IsEmpty)
        {
            await CopyAsync(page, cancellationToken);
            _accepted = page.Through;
        }

        if (page.ReachedEnd || time.GetElapsedTime(_settledAt) >= _settleAfter)
        {
            await SettleAsync(cancellationToken);
        }

        if (!page.ReachedEnd)
        {
            return CopyTurn.More;
        }

        if (time.GetElapsedTime(_lookedAt) >= LookAfter && await WasLostAsync(_position, cancellationToken))
        {
            await lease.ResetAsync(cancellationToken);
            _isPrepared = false;
            return CopyTurn.Standby;
        }

        return CopyTurn.AtEnd;
    }

    private async ValueTask CopyAsync(CommitPage page, CancellationToken cancellationToken)
    {
        var refused = new List<RefusedItem>();
        foreach (var slice in CopySlices.Of(page, options.Value.BatchItems, options.Value.BatchBytes))
        {
            using (slice)
            {
                await sender.SendAsync(slice, refused, cancellationToken);
            }
        }

        await RefuseTooManyAsync(refused.Count, cancellationToken);
        await remover.RemoveAsync(page, cancellationToken);
        _refused.AddRange(refused);
    }

    private async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        _settledAt = time.GetTimestamp();
        if (_accepted == _position && _refused.Count == 0)
        {
            return;
        }

        await copy.RefreshAsync(cancellationToken);
        await lease.AdvanceAsync(new CopyProgress(_accepted, [.. _refused]), cancellationToken);
        _position = _accepted;
        _refused.Clear();
    }

    private async ValueTask RefuseTooManyAsync(int more, CancellationToken cancellationToken)
    {
        if (more == 0)
        {
            return;
        }

        var letters = await states.DeadLettersAsync(KnownCopies.Elasticsearch, 0, 1, cancellationToken);
        if (letters.Total + _refused.Count + more > options.Value.MaxDeadLetters)
        {
            throw new StoreUnavailableException(
                "copy_refuses",
                $"The copy refuses so much that more than {options.Value.MaxDeadLetters} dead letters would be kept. GET /api/stores/elasticsearch/dead-letters shows why; when that is mended, POST …/dead-letters/replay, or POST /api/maintenance/rebuild-copy.");
        }
    }
}
