using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Finds the first and the last timestamp of the matches. Hot.</summary>
internal sealed class TimeRangeSink : IMatchSink
{
    /// <summary>The first; <see cref="long.MaxValue"/> when nothing matches.</summary>
    internal long Min { get; private set; } = long.MaxValue;

    /// <summary>The last.</summary>
    internal long Max { get; private set; } = long.MinValue;

    /// <inheritdoc />
    public EntryFields Fields => EntryFields.Timestamp;

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches)
    {
        var isInside = block.MinTimestamp >= Min && block.MaxTimestamp <= Max;
        if (!isInside && matches == block.Counts)
        {
            Add(block.MinTimestamp);
            Add(block.MaxTimestamp);
            return true;
        }

        return isInside;
    }

    /// <inheritdoc />
    public void Take(in EntryView entry) => Add(entry.TimestampMicros);

    private void Add(long timestamp)
    {
        Min = Math.Min(Min, timestamp);
        Max = Math.Max(Max, timestamp);
    }
}
