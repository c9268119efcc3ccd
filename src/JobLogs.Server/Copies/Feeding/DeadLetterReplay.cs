using JobLogs.Storage.Copies;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>Tries dead letters again, from what the database has of them now.</summary>
internal sealed class DeadLetterReplay(ICopyStates states, ICommitFeed feed, ILogCopy copy, CopySender sender, CopyLease lease)
{
    private static readonly CommitPageSize OneCommit = new(1, 1);

    /// <summary>Tries those up to a number; what they are about and isn't there any more is forgotten.</summary>
    /// <param name="position">Where the copy stands, which stays.</param>
    /// <param name="through">The number of the last.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    public async ValueTask ReplayAsync(long position, long through, CancellationToken cancellationToken)
    {
        var letters = await states.DeadLettersAsync(KnownCopies.Elasticsearch, 0, int.MaxValue, cancellationToken);
        var refused = new List<RefusedItem>();
        var tried = letters.Items.Where(letter => letter.Id <= through).ToList();
        foreach (var ofCommit in tried.GroupBy(letter => letter.Commit))
        {
            await SendAsync(ofCommit.Key, [.. ofCommit.Select(letter => letter.Item)], refused, cancellationToken);
        }

        var still = refused.Select(item => item.Item).ToHashSet();
        await copy.RefreshAsync(cancellationToken);
        await lease.AdvanceAsync(
            new CopyProgress(position, refused)
            {
                Settled = [.. tried.Where(letter => !still.Contains(letter.Item)).Select(letter => letter.Id)],
                Replayed = true,
            },
            cancellationToken);
    }

    private async ValueTask SendAsync(long commit, List<CopyItem> items, List<RefusedItem> refused, CancellationToken cancellationToken)
    {
        using var page = await feed.ReadAsync(commit - 1, OneCommit, cancellationToken);
        if (page.Commits.Count == 0 || page.Commits[0].Number != commit)
        {
            return;
        }

        using var whole = new CopyBatch(page.Commits, page.Entries, page.Events);
        using var some = whole.Only(items);
        if (some.Entries.Count + some.Events.Count > 0)
        {
            await sender.SendAsync(some, refused, cancellationToken);
        }
    }
}
