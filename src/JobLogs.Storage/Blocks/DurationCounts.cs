using System.Runtime.InteropServices;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>How often each duration occurred: exact, in memory for each distinct value. Hot.</summary>
internal sealed class DurationCounts
{
    private readonly Dictionary<long, long> _counts = [];
    private long _count;
    private double _sum;

    /// <summary>Adds a duration in milliseconds.</summary>
    internal void Add(long duration)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, duration, out _)++;
        _count++;
        _sum += duration;
    }

    /// <summary>The summary, for a step or for entries without one.</summary>
    internal StepDurations Summarise(string? step)
    {
        var sorted = _counts.OrderBy(pair => pair.Key).ToArray();
        return new StepDurations(
            step, _count, sorted[0].Key, _sum / _count, NearestRank(sorted, 50), NearestRank(sorted, 95), NearestRank(sorted, 99), sorted[^1].Key);
    }

    // The smallest value that at least so many percent of all are not above.
    private long NearestRank(KeyValuePair<long, long>[] sorted, int percent)
    {
        var rank = ((_count * percent) + 99) / 100;
        foreach (var (duration, count) in sorted)
        {
            rank -= count;
            if (rank <= 0)
            {
                return duration;
            }
        }

        return sorted[^1].Key;
    }
}
