using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Answers an <see cref="ILogStore"/>'s queries from blocks and entries, the same for every database: skips the blocks that
/// can't match, counts by summaries what they can count, and lets <see cref="EntryMatcher"/> decide about the rest. Each
/// call sees one snapshot, which belongs to the caller. For any number of threads.
/// </summary>
public sealed class LogReader(BlockCache cache)
{
    /// <summary>See <see cref="ILogStore.ReadAsync"/>.</summary>
    public async ValueTask<EntryPage> ReadAsync(ILogSnapshot snapshot, LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        var walks = await JobWalks.BeginAsync(snapshot, cache, query.Scope, query.Filter, cancellationToken);
        var (keys, hasMore) = query.ByTimestamp
            ? await new TimestampReader(query, walks).ReadAsync(cancellationToken)
            : await new PageReader(query, walks).ReadAsync(cancellationToken);
        long? total = query.Count ? await CountAsync(walks, cancellationToken) : null;
        Remember(walks);
        var entries = new EntryBatch(Math.Max(keys.Count, 1));
        try
        {
            await snapshot.FetchAsync(keys.ToArray(), entries, cancellationToken);
            return new EntryPage(entries, total, hasMore);
        }
        catch
        {
            entries.Dispose();
            throw;
        }
    }

    /// <summary>See <see cref="ILogStore.ReadFeedAsync"/>.</summary>
    public ValueTask<FeedPage> ReadFeedAsync(ILogSnapshot snapshot, FeedQuery query, CancellationToken cancellationToken) =>
        new FeedReader(snapshot, cache, query).ReadAsync(cancellationToken);

    /// <summary>See <see cref="ILogStore.EndAsync"/>.</summary>
    public ValueTask<Place> EndAsync(ILogSnapshot snapshot, LogScope scope, CancellationToken cancellationToken) =>
        LogEnd.FindAsync(snapshot, scope, cancellationToken);

    /// <summary>See <see cref="ILogStore.StatisticsAsync"/>.</summary>
    public async ValueTask<LogStatistics> StatisticsAsync(ILogSnapshot snapshot, StatisticsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        var walks = await JobWalks.BeginAsync(snapshot, cache, query.Scope, query.Filter, cancellationToken);
        var statistics = await new StatisticsReader(cache, query, walks).ReadAsync(cancellationToken);
        Remember(walks);
        return statistics;
    }

    /// <summary>See <see cref="ILogStore.FacetAsync"/>.</summary>
    public async ValueTask<IReadOnlyList<FacetCount>> FacetAsync(
        ILogSnapshot snapshot, LogScope scope, LogFilter filter, Facet facet, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var walks = await JobWalks.BeginAsync(snapshot, cache, scope, filter, cancellationToken);
        var counts = facet switch
        {
            Facet.Job => await CountJobsAsync(walks, cancellationToken),
            Facet.Level => await CountLevelsAsync(walks, cancellationToken),
            _ => await CountValuesAsync(walks, facet, cancellationToken),
        };
        Remember(walks);
        return [.. counts.Where(value => value.Count > 0)
            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(limit)];
    }

    /// <summary>See <see cref="ILogStore.ErrorsAsync"/>.</summary>
    public async ValueTask<IReadOnlyList<ErrorGroup>> ErrorsAsync(ILogSnapshot snapshot, long sinceMicros, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var filter = new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Error), StartMicros = sinceMicros };
        var groups = new List<ErrorGroup>();
        foreach (var walk in await JobWalks.BeginAsync(snapshot, cache, LogScope.All, filter, cancellationToken))
        {
            var sink = new ErrorSink(walk.Extent.Job);
            await MatchWalk.RunAsync(walk, sink, cancellationToken);
            groups.AddRange(sink.Groups);
        }

        return [.. groups.OrderByDescending(group => group.LastAt).ThenBy(group => group.Job).ThenByDescending(group => group.LastSeq)];
    }

    /// <summary>The entries of a job before a time, without those of the runs that clean-up spares.</summary>
    public async ValueTask<long> CountBeforeAsync(
        ILogSnapshot snapshot, JobId job, long beforeMicros, IReadOnlyList<RunExtent> spared, CancellationToken cancellationToken)
    {
        var sink = new RemovalSink(spared);
        var filter = new LogFilter { EndMicros = beforeMicros - 1 };
        await TakeAllAsync(await JobWalks.BeginAsync(snapshot, cache, LogScope.OfJob(job), filter, cancellationToken), sink, cancellationToken);
        return sink.Count;
    }

    /// <summary>Entries of all jobs.</summary>
    public async ValueTask<long> CountAllAsync(ILogSnapshot snapshot, CancellationToken cancellationToken) =>
        await CountAsync(await JobWalks.BeginAsync(snapshot, cache, LogScope.All, LogFilter.None, cancellationToken), cancellationToken);

    private static async ValueTask TakeAllAsync(IReadOnlyList<JobWalk> walks, IMatchSink sink, CancellationToken cancellationToken)
    {
        foreach (var walk in walks)
        {
            await MatchWalk.RunAsync(walk, sink, cancellationToken);
        }
    }

    private static async ValueTask<long> CountAsync(IReadOnlyList<JobWalk> walks, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var walk in walks)
        {
            total += await CountVisitor.CountAsync(walk, cancellationToken);
        }

        return total;
    }

    private static async ValueTask<IEnumerable<FacetCount>> CountJobsAsync(IReadOnlyList<JobWalk> walks, CancellationToken cancellationToken)
    {
        var counts = new List<FacetCount>();
        foreach (var walk in walks)
        {
            counts.Add(new FacetCount($"{walk.Extent.Job.Number}", await CountVisitor.CountAsync(walk, cancellationToken)));
        }

        return counts;
    }

    private static async ValueTask<IEnumerable<FacetCount>> CountLevelsAsync(IReadOnlyList<JobWalk> walks, CancellationToken cancellationToken)
    {
        var sink = new LevelSink();
        await TakeAllAsync(walks, sink, cancellationToken);
        return Enum.GetValues<EntryLevel>().Select(level => new FacetCount(level.ToString(), sink.Counts[level]));
    }

    private static async ValueTask<IEnumerable<FacetCount>> CountValuesAsync(
        IReadOnlyList<JobWalk> walks, Facet facet, CancellationToken cancellationToken)
    {
        var sink = new FacetSink(facet);
        await TakeAllAsync(walks, sink, cancellationToken);
        return sink.Counts;
    }

    private static void Remember(IReadOnlyList<JobWalk> walks)
    {
        foreach (var walk in walks)
        {
            walk.Remember();
        }
    }
}
