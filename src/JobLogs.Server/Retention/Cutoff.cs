namespace JobLogs.Server.Retention;

/// <summary>The time before which things are old.</summary>
internal static class Cutoff
{
    private const long MicrosPerDay = 86_400_000_000;

    /// <summary>So many days ago, in microseconds since the Unix epoch, and never before that.</summary>
    public static long Before(long nowMicros, int days) => Math.Max(0, nowMicros - (days * MicrosPerDay));
}
