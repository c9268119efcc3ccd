using System.Runtime.InteropServices;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>How often each duration occurred: exact, in memory for each distinct value. Hot.</summary>
internal sealed class DurationCounts
{
    private readonly Dictionary<long, long> _counts;
    private long _count;
    private double _sum;

    internal DurationCounts() => _counts = [];

    private DurationCounts(DurationCounts copied)
    {
        _counts = new Dictionary<long, long>(copied._counts);
        _count = copied._count;
        _sum = copied._sum;
    }

    /// <summary>How many distinct values there are.</summary>
    internal int Distinct => _counts.Count;

    /// <summary>Adds a duration in milliseconds.</summary>
    internal void Add(long duration)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, duration, out _)++;
        _count++;
        _sum += duration;
    }

    /// <summary>A copy of this, and <paramref name="other"/> with it.</summary>
    internal DurationCounts Plus(DurationCounts? other)
    {
        var sum = new DurationCounts(this);
        if (other is not null)
        {
            foreach (var (duration, count) in other._counts)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(sum._counts, duration, out _) += count;
            }

            sum._count += other._count;
            sum._sum += other._sum;
        }

        return sum;
    }

    /// <summary>The summary, for a step or for entries without one.</summary>
    internal StepDurations Summarise(string? step)
    {
        var durations = _counts.Keys.ToArray();
        var counts = _counts.Values.ToArray();
        Array.Sort(durations, counts);
        return new StepDurations(
            step, _count, durations[0], _sum / _count, NearestRank(durations, counts, 50), NearestRank(durations, counts, 95),
            NearestRank(durations, counts, 99), durations[^1]);
    }

    // The smallest value that at least so many percent of all are not above.
    private long NearestRank(long[] durations, long[] counts, int percent)
    {
        var rank = ((_count * percent) + 99) / 100;
        var at = 0;
        while (rank > counts[at])
        {
            rank -= counts[at++];
        }

        return durations[at];
    }
}
