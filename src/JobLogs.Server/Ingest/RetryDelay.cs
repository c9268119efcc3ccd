namespace JobLogs.Server.Ingest;

/// <summary>How long to wait before the store is tried again: doubling, up to a limit.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private const int MostDoublings = 10;

    /// <summary>The delay after this many failures, from 1.</summary>
    public static TimeSpan After(int failures)
    {
        var delay = Shortest * (1 << Math.Min(failures - 1, MostDoublings));
        return delay < Longest ? delay : Longest;
    }
}
