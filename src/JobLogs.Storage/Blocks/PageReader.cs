using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Finds the places of a page in the order of its scope, by merging the jobs' cursors: only the job whose turn it is reads
/// on, and no further than it must.
/// </summary>
internal sealed class PageReader(LogQuery query, IReadOnlyList<JobWalk> walks)
{
    private readonly List<EntryKey> _page = [];
    private readonly CursorWindow _window = new(query.Scope, query.After, query.Before);
    private readonly PriorityQueue<JobCursor, Place> _cursors = new(MergeOrder.Of(query.Descending));
    private long _skip = query.Skip;

    /// <summary>The keys of the page's entries, in its order, and whether matches follow.</summary>
    internal async ValueTask<(List<EntryKey> Page, bool HasMore)> ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var walk in walks)
        {
            var cursor = new JobCursor(walk, _window, query.Descending, WalkBudget.Unlimited);
            await cursor.BeginAsync(cancellationToken);
            Enqueue(cursor);
        }

        // A job among many may have no entry in the page, so it is asked for few at first.
        var wanted = walks.Count == 1 ? int.MaxValue : 8;
        while (_cursors.TryDequeue(out var cursor, out _))
        {
            if (!cursor.IsExact)
            {
                await ReadOnAsync(cursor, wanted, cancellationToken);
                wanted = (int)Math.Min(wanted * 2L, int.MaxValue);
            }
            else if (_skip > 0)
            {
                _skip--;
                await cursor.TakeAsync(cancellationToken);
            }
            else if (_page.Count == query.Limit)
            {
                return (_page, true);
            }
            else
            {
                _page.Add(EntryKey.Of(cursor.Head.Job, cursor.Head.Seq));
                await cursor.TakeAsync(cancellationToken);
            }

            Enqueue(cursor);
        }

        return (_page, false);
    }

    private async ValueTask ReadOnAsync(JobCursor cursor, int wanted, CancellationToken cancellationToken)
    {
        if (_skip > 0 && _cursors.Count == 0 && await cursor.SkipAsync(_skip, cancellationToken) is { } skipped)
        {
            _skip -= skipped;
            return;
        }

        // One more than the page takes tells whether more follow.
        var missing = Math.Min(_skip + query.Limit + 1 - _page.Count, int.MaxValue);
        await cursor.LoadAsync((int)Math.Min(missing, wanted), cancellationToken);
    }

    private void Enqueue(JobCursor cursor)
    {
        if (!cursor.AtEnd)
        {
            _cursors.Enqueue(cursor, cursor.Head);
        }
    }
}
