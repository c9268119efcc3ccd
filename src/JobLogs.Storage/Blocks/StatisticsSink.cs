using System.Runtime.InteropServices;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts matches by level and by time, and, if somebody asks, by step. Hot.</summary>
/// <param name="axis">The buckets; null when none are wanted.</param>
/// <param name="steps">Where counts by step and durations go; null when they are not wanted, or come from elsewhere.</param>
internal sealed class StatisticsSink(BucketAxis? axis, StepTotals? steps) : IMatchSink
{
    private readonly Dictionary<long, LevelCounts> _histogram = [];

    /// <inheritdoc />
    public EntryFields Fields =>
        EntryFields.Level | (axis is null ? EntryFields.None : EntryFields.Timestamp) | (steps?.Fields ?? EntryFields.None);

    /// <summary>Matches by level.</summary>
    internal LevelCounts ByLevel { get; private set; }

    /// <summary>Matches by time.</summary>
    internal IReadOnlyList<HistogramBucket> Histogram =>
        [.. _histogram.OrderBy(bucket => bucket.Key).Select(bucket => new HistogramBucket(bucket.Key, bucket.Value))];

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches)
    {
        if (steps is not null || (axis is { } time && time.StartOf(block.MinTimestamp) != time.StartOf(block.MaxTimestamp)))
        {
            return false;
        }

        ByLevel += matches;
        if (axis is not null)
        {
            Bucket(block.MinTimestamp) += matches;
        }

        return true;
    }

    /// <inheritdoc />
    public void Take(in EntryView entry)
    {
        ByLevel = ByLevel.Plus(entry.Level);
        if (axis is not null)
        {
            ref var bucket = ref Bucket(entry.TimestampMicros);
            bucket = bucket.Plus(entry.Level);
        }

        steps?.Take(entry);
    }

    private ref LevelCounts Bucket(long timestamp) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_histogram, axis!.Value.StartOf(timestamp), out _);
}
