using System.Diagnostics;
using System.Numerics;

namespace JobLogs.Load.Measuring;

/// <summary>
/// Counts durations in buckets that are about 1.5 % wide. Hot: noting one allocates nothing. One thread at a time.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int BitsWithin = 6;
    private readonly long[] _counts = new long[64 << BitsWithin];

    /// <summary>How many were noted.</summary>
    public long Count { get; private set; }

    /// <summary>Notes the time since <paramref name="stamp"/>, in ticks of <see cref="Stopwatch"/>.</summary>
    public void Since(long stamp) => Add(Stopwatch.GetElapsedTime(stamp));

    /// <summary>Notes a duration.</summary>
    public void Add(TimeSpan duration)
    {
        var ticks = (ulong)Math.Max(duration.Ticks, 0);
        _counts[Bucket(ticks)]++;
        Count++;
    }

    /// <summary>Takes over what another has counted.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>Milliseconds that <paramref name="share"/> (0 to 1) of the durations stayed within; NaN when there are none.</summary>
    public double Milliseconds(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (var i = 0; i < _counts.Length && Count > 0; i++)
        {
            seen += _counts[i];
            if (seen >= Math.Max(rank, 1))
            {
                return UpperEnd(i) / (double)TimeSpan.TicksPerMillisecond;
            }
        }

        return double.NaN;
    }

    private static int Bucket(ulong ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2(ticks | 1) - BitsWithin);
        return (shift << BitsWithin) + (int)(ticks >> shift);
    }

    private static double UpperEnd(int bucket)
    {
        // Values of more than BitsWithin + 1 bits keep their highest bit in the low part, hence the "- 1".
        var shift = Math.Max(0, (bucket >> BitsWithin) - 1);
        return Math.ScaleB(bucket - ((long)shift << BitsWithin) + 1, shift) - 1;
    }
}
