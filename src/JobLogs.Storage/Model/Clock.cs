namespace JobLogs.Storage.Model;

/// <summary>Time as it is kept: whole microseconds since the Unix epoch, in UTC.</summary>
public static class Clock
{
    /// <summary>Now.</summary>
    public static long NowMicros(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return ToMicros(time.GetUtcNow());
    }

    /// <summary>The instant in microseconds; finer parts are cut.</summary>
    public static long ToMicros(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant that is this many microseconds after the Unix epoch.</summary>
    public static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
