using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>Removes from the copy what was removed from the database: days of which nothing is left as a whole, the rest one by one.</summary>
internal sealed class CopyRemover(ILogCopy copy, ICommitFeed feed, CopyLease lease, CopyMetrics metrics, TimeProvider time)
{
    /// <summary>Carries out the removals of a page, after all that the page and those before it wrote.</summary>
    public async ValueTask RemoveAsync(CommitPage page, CancellationToken cancellationToken)
    {
        CopyRemoval[] removals = [.. page.Events.Select(Removal).OfType<CopyRemoval>()];
        if (removals.Length == 0)
        {
            return;
        }

        // What isn't seen yet would not be found, and would stay.
        await copy.RefreshAsync(cancellationToken);
        await DropOldDaysAsync(cancellationToken);
        foreach (var removal in removals)
        {
            await lease.KeepAsync(cancellationToken);
            metrics.Removed(await copy.RemoveAsync(removal, cancellationToken));
        }
    }

    /// <summary>
    /// Drops the days before the oldest commit of which the database has something left. The removals that emptied them may be still to
    /// come in the feed; until the copy has passed those, no question that they touch is put to it.
    /// </summary>
    private async ValueTask DropOldDaysAsync(CancellationToken cancellationToken)
    {
        var oldest = Day(await feed.OldestAsync(cancellationToken) ?? time.NowMicros());
        foreach (var day in await copy.ListDaysAsync(cancellationToken))
        {
            if (day.Day < oldest)
            {
                await lease.KeepAsync(cancellationToken);
                await copy.DropDayAsync(day.Day, cancellationToken);
                metrics.Removed(day.Documents);
            }
        }
    }

    private static DateOnly Day(long micros) => DateOnly.FromDateTime(Clock.FromMicros(micros).UtcDateTime);

    private static CopyRemoval? Removal(RunEvent happened) => happened switch
    {
        JobRemoved => new CopyRemoval { Job = happened.Job },
        EntriesRemoved removed => new CopyRemoval
        {
            Job = removed.Job,
            BeforeMicros = removed.BeforeMicros,
            AfterSeq = removed.FirstSeq - 1,
            ThroughSeq = Math.Max(removed.LastSeq, 0),
            ThroughEvent = removed.LastEvent,
            Spared = removed.Spared,
        },
        _ => null,
    };
}
