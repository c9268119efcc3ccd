using System.Runtime.InteropServices;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts matches by level, by step and by time, and gathers durations. Hot.</summary>
internal sealed class StatisticsSink(StatisticsQuery query, BucketAxis? axis) : IMatchSink
{
    private readonly Utf8Names _steps = new();
    private readonly List<LevelCounts> _byStep = [];
    private readonly List<DurationCounts?> _durations = [];
    private readonly Dictionary<long, LevelCounts> _histogram = [];
    private LevelCounts _byLevel;

    /// <inheritdoc />
    public EntryFields Fields =>
        EntryFields.Level
        | (query.Steps || query.Durations ? EntryFields.Step : EntryFields.None)
        | (query.Durations ? EntryFields.Duration : EntryFields.None)
        | (axis is null ? EntryFields.None : EntryFields.Timestamp);

    /// <summary>What was counted.</summary>
    internal LogStatistics ToStatistics() => new()
    {
        ByLevel = _byLevel,
        ByStep = [.. Named(_byStep).Where(step => step.Name.Length > 0 && step.Value.Total > 0).Select(step => new StepCount(step.Name, step.Value))
            .OrderByDescending(step => step.Counts.Total).ThenBy(step => step.Step, StringComparer.Ordinal)],
        Histogram = [.. _histogram.OrderBy(bucket => bucket.Key).Select(bucket => new HistogramBucket(bucket.Key, bucket.Value))],
        Durations = [.. Named(_durations).Where(step => step.Value is not null)
            .Select(step => step.Value!.Summarise(step.Name.Length > 0 ? step.Name : null))
            .OrderByDescending(step => step.Count).ThenBy(step => step.Step, StringComparer.Ordinal)],
    };

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches)
    {
        if (query.Steps || query.Durations || (axis is { } time && time.StartOf(block.MinTimestamp) != time.StartOf(block.MaxTimestamp)))
        {
            return false;
        }

        _byLevel += matches;
        if (axis is not null)
        {
            Bucket(block.MinTimestamp) += matches;
        }

        return true;
    }

    /// <inheritdoc />
    public void Take(in EntryView entry)
    {
        _byLevel = _byLevel.Plus(entry.Level);
        if (axis is not null)
        {
            ref var bucket = ref Bucket(entry.TimestampMicros);
            bucket = bucket.Plus(entry.Level);
        }

        if (query.Steps || (query.Durations && entry.DurationMs >= 0))
        {
            TakeStep(entry);
        }
    }

    private void TakeStep(in EntryView entry)
    {
        var step = _steps.NumberOf(entry.Step);
        if (step == _byStep.Count)
        {
            _byStep.Add(default);
            _durations.Add(null);
        }

        if (query.Steps)
        {
            ref var counts = ref CollectionsMarshal.AsSpan(_byStep)[step];
            counts = counts.Plus(entry.Level);
        }

        if (query.Durations && entry.DurationMs >= 0)
        {
            (_durations[step] ??= new DurationCounts()).Add(entry.DurationMs);
        }
    }

    private ref LevelCounts Bucket(long timestamp) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_histogram, axis!.Value.StartOf(timestamp), out _);

    private IEnumerable<(string Name, T Value)> Named<T>(List<T> values) => values.Select((value, number) => (_steps[number], value));
}
