using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Remembers how many entries of each full block a filter matches, two bytes a block, so that the next page of the same
/// search, and the same search asked again while the log grows, read only what is new. Bounded; what was asked for longest
/// ago goes first.
/// </summary>
internal sealed class MatchMemory
{
    private const int MaxFilters = 512;
    private const long MaxCounts = 8L * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<(JobId, FilterKey), Kept> _filters = [];
    private long _counts;
    private long _uses;

    /// <summary>A copy of what is known, with room for <paramref name="blocks"/> counts; what isn't known is <see cref="BlockMatches.Unknown"/>.</summary>
    internal short[] Recall(JobExtent extent, FilterKey filter, int blocks)
    {
        var counts = new short[blocks];
        var known = 0;
        lock (_lock)
        {
            if (_filters.TryGetValue((extent.Job, filter), out var kept) && kept.RemovedInCommit == extent.RemovedInCommit)
            {
                kept.LastUse = ++_uses;
                known = Math.Min(blocks, kept.Counts.Length);
                kept.Counts.AsSpan(0, known).CopyTo(counts);
            }
        }

        counts.AsSpan(known).Fill(BlockMatches.Unknown);
        return counts;
    }

    /// <summary>Keeps <paramref name="counts"/>, which the caller no longer changes.</summary>
    internal void Remember(JobExtent extent, FilterKey filter, short[] counts)
    {
        lock (_lock)
        {
            var key = (extent.Job, filter);
            if (_filters.TryGetValue(key, out var kept))
            {
                if (kept.RemovedInCommit > extent.RemovedInCommit)
                {
                    return;
                }

                _counts -= kept.Counts.Length;
            }

            _filters[key] = new Kept { Counts = counts, RemovedInCommit = extent.RemovedInCommit, LastUse = ++_uses };
            _counts += counts.Length;
            while (_filters.Count > MaxFilters || _counts > MaxCounts)
            {
                var oldest = _filters.MinBy(filter => filter.Value.LastUse);
                _counts -= oldest.Value.Counts.Length;
                _filters.Remove(oldest.Key);
            }
        }
    }

    private sealed class Kept
    {
        internal required short[] Counts { get; init; }

        internal required long RemovedInCommit { get; init; }

        internal long LastUse { get; set; }
    }
}
