namespace JobLogs.Client.Http.Following;

/// <summary>How long to wait after so many failures in a row: about doubling from a quarter of a second, spread so that many clients don't come back at once.</summary>
internal static class Pauses
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private const int MostDoublings = 20;

    /// <summary>The pause.</summary>
    /// <param name="failures">From 1.</param>
    /// <param name="longest">Where the doubling ends.</param>
    /// <param name="asked">What the server asked for, or null; never less than it.</param>
    public static TimeSpan After(int failures, TimeSpan longest, TimeSpan? asked = null)
    {
        var pause = First * (1L << Math.Min(failures - 1, MostDoublings));
        pause = (pause < longest ? pause : longest) * (0.5 + (Random.Shared.NextDouble() / 2));
        return asked > pause ? asked.Value : pause;
    }
}
