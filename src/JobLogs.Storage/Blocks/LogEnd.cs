using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Finds the last place of a scope.</summary>
internal sealed class LogEnd : IEntryVisitor
{
    private Place _last;

    /// <summary>The place of the last thing committed; the start when there is nothing. A run's end is its job's.</summary>
    internal static async ValueTask<Place> FindAsync(ILogSnapshot snapshot, LogScope scope, CancellationToken cancellationToken)
    {
        if (scope.Job is { } job)
        {
            var last = (await snapshot.FindJobAsync(job, cancellationToken))?.LastSeq ?? 0;
            var lastEvent = await snapshot.FindLastEventAsync(job, last, cancellationToken);
            return new Place(0, job, lastEvent?.Seq ?? last, lastEvent?.Event ?? 0);
        }

        var end = new LogEnd { _last = await snapshot.FindLastEventAsync(null, 0, cancellationToken) ?? Place.Start };
        foreach (var extent in await snapshot.ListJobsAsync(cancellationToken))
        {
            var all = new[] { new SeqRange(1, extent.LastSeq) };
            await snapshot.VisitAsync(extent.Job, all, descending: true, EntryFields.Commit, end, cancellationToken);
        }

        return end._last;
    }

    /// <inheritdoc />
    public bool Visit(in EntryView entry)
    {
        var place = new Place(entry.Commit, entry.Job, entry.Seq, 0);
        if (place.CompareInAll(_last) > 0)
        {
            _last = place;
        }

        return false;
    }
}
