namespace JobLogs.Storage.Blocks;

/// <summary>Finds the segments of a job that have to be read.</summary>
internal static class SegmentSearch
{
    /// <summary>Asks the filters of all blocks about which nothing is known.</summary>
    internal static async ValueTask PruneAsync(JobWalk walk, CancellationToken cancellationToken)
    {
        if (walk.Plan.Tokens.IsEmpty)
        {
            return;
        }

        for (var segment = walk.First; segment < walk.Tail; segment++)
        {
            if (walk.MatchesIn(segment) != BlockMatches.Unknown)
            {
                continue;
            }

            var end = segment + 1;
            while (end < walk.Tail && walk.MatchesIn(end) == BlockMatches.Unknown)
            {
                end++;
            }

            await walk.PruneAsync(segment, end - 1, cancellationToken);
            segment = end;
        }
    }

    /// <summary>The places of some segments, in rising order, neighbours joined.</summary>
    internal static SeqRange[] Ranges(JobWalk walk, List<int> segments)
    {
        var ranges = new List<SeqRange>();
        var previous = -2;
        foreach (var segment in segments)
        {
            var range = walk.RangeOf(segment);
            if (segment == previous + 1)
            {
                ranges[^1] = ranges[^1] with { To = range.To };
            }
            else
            {
                ranges.Add(range);
            }

            previous = segment;
        }

        return [.. ranges];
    }
}
