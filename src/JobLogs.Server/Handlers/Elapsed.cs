namespace JobLogs.Server.Handlers;

/// <summary>Durations as entries state them.</summary>
internal static class Elapsed
{
    /// <summary>Whole milliseconds since <paramref name="begin"/>, a timestamp of the same clock.</summary>
    public static long MillisecondsSince(this TimeProvider time, long begin) => (long)time.GetElapsedTime(begin).TotalMilliseconds;
}
