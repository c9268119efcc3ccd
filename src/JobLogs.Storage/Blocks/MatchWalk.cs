using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Brings all matches of a job to a sink, by summaries where the sink is content with them. Hot.</summary>
internal sealed class MatchWalk(JobWalk walk, IMatchSink sink) : IEntryVisitor
{
    private readonly EntryMatcher _matcher = walk.Plan.Matcher;

    /// <summary>Brings all of them.</summary>
    internal static async ValueTask RunAsync(JobWalk walk, IMatchSink sink, CancellationToken cancellationToken)
    {
        await SegmentSearch.PruneAsync(walk, cancellationToken);
        await RunAsync(walk, walk.First, walk.Tail, sink, cancellationToken);
    }

    /// <summary>Brings those of the segments between two, both included.</summary>
    internal static async ValueTask RunAsync(JobWalk walk, int first, int last, IMatchSink sink, CancellationToken cancellationToken)
    {
        var unread = new List<int>();
        for (var segment = first; segment <= last; segment++)
        {
            if (walk.MatchesIn(segment) != 0 && !TryTake(walk, segment, sink))
            {
                unread.Add(segment);
            }
        }

        if (unread.Count == 0)
        {
            return;
        }

        var fields = walk.Plan.Matcher.Fields | sink.Fields;
        await walk.VisitAsync(SegmentSearch.Ranges(walk, unread), descending: false, fields, new MatchWalk(walk, sink), cancellationToken);
    }

    /// <inheritdoc />
    public bool Visit(in EntryView entry)
    {
        if (_matcher.Matches(entry))
        {
            sink.Take(entry);
        }

        return true;
    }

    private static bool TryTake(JobWalk walk, int segment, IMatchSink sink)
    {
        if (segment == walk.Tail || !walk.Plan.IsPlain || !walk.Plan.Covers(walk.Blocks[segment]))
        {
            return false;
        }

        ref readonly var block = ref walk.Blocks[segment];
        return sink.TryTake(block, block.Counts.Only(walk.Plan.Levels));
    }
}
