namespace JobLogs.Server.Copies.Feeding;

/// <summary>How long to wait before a copy that failed is tried again.</summary>
/// <param name="jitter">A number in [0, 1), new each time.</param>
internal sealed class CopyBackoff(Func<double> jitter)
{
    /// <summary>The longest wait, but for chance.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private const int MostDoublings = 10;

    /// <summary>The wait after this many failures (from 1): doubling from half a second to 15 s, up to a quarter longer by chance.</summary>
    public TimeSpan After(int failures)
    {
        var doubled = First * (1 << Math.Min(failures - 1, MostDoublings));
        return (doubled < Longest ? doubled : Longest) * (1 + (jitter() / 4));
    }
}
