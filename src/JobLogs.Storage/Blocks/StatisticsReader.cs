using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts by level, by step and by time.</summary>
internal sealed class StatisticsReader(BlockCache cache, StatisticsQuery query, IReadOnlyList<JobWalk> walks)
{
    /// <summary>What the query asks for.</summary>
    internal async ValueTask<LogStatistics> ReadAsync(CancellationToken cancellationToken)
    {
        var axis = await FindAxisAsync(cancellationToken);
        var steps = new StepTotals(query.Steps, query.Durations);

        // A moving time range never comes again, and other conditions read the entries anyway.
        var remember = walks.Count > 0 && walks[0].Plan is { IsPlain: true, HasTimes: false };
        var together = (query.Steps || query.Durations) && !remember;
        var sink = new StatisticsSink(axis, together ? steps : null);
        foreach (var walk in walks)
        {
            await MatchWalk.RunAsync(walk, sink, cancellationToken);
            if ((query.Steps || query.Durations) && remember)
            {
                await cache.Steps.AddToAsync(steps, walk, query.Steps, query.Durations, cancellationToken);
                await MatchWalk.RunAsync(walk, walk.Tail, walk.Tail, steps, cancellationToken);
            }
        }

        return new LogStatistics { ByLevel = sink.ByLevel, ByStep = steps.Counts, Histogram = sink.Histogram, Durations = steps.Durations };
    }

    private async ValueTask<BucketAxis?> FindAxisAsync(CancellationToken cancellationToken)
    {
        if (query.IntervalMicros is { } width)
        {
            return new BucketAxis(0, width);
        }

        if (query.Buckets is not { } buckets)
        {
            return null;
        }

        if (query.Filter is { StartMicros: { } start, EndMicros: { } end })
        {
            return BucketAxis.Of(start, Math.Max(start, end), buckets);
        }

        var range = new TimeRangeSink();
        foreach (var walk in walks)
        {
            await MatchWalk.RunAsync(walk, range, cancellationToken);
        }

        return range.Max < range.Min ? null : BucketAxis.Of(query.Filter.StartMicros ?? range.Min, query.Filter.EndMicros ?? range.Max, buckets);
    }
}
