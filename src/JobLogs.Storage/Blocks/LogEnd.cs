using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Finds the last place of a scope.</summary>
internal static class LogEnd
{
    /// <summary>The place of the last thing committed; the start when there is nothing. A run's end is its job's.</summary>
    internal static async ValueTask<Place> FindAsync(ILogSnapshot snapshot, LogScope scope, CancellationToken cancellationToken)
    {
        if (scope.Job is { } job)
        {
            var last = (await snapshot.FindJobAsync(job, cancellationToken))?.LastSeq ?? 0;
            var lastEventOfJob = await snapshot.FindLastEventAsync(job, last, cancellationToken);
            return new Place(0, job, lastEventOfJob?.Seq ?? last, lastEventOfJob?.Event ?? 0);
        }

        var lastEvent = await snapshot.FindLastEventAsync(null, 0, cancellationToken) ?? Place.Start;
        return await snapshot.FindLastEntryAsync(cancellationToken) is { } entry && entry.CompareInAll(lastEvent) > 0 ? entry : lastEvent;
    }
}
