namespace JobLogs.Storage.Blocks;

/// <summary>How time is cut into buckets of one width, in microseconds.</summary>
public readonly record struct BucketAxis(long Origin, long Width)
{
    /// <summary>The start of the bucket that holds <paramref name="timestamp"/>.</summary>
    public long StartOf(long timestamp)
    {
        var offset = (timestamp - Origin) % Width;
        return timestamp - (offset < 0 ? offset + Width : offset);
    }

    /// <summary>So many buckets from the first to the last timestamp.</summary>
    public static BucketAxis Of(long first, long last, int buckets) => new(first, Math.Max(1, ((last - first) / buckets) + 1));
}
