namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>How long to wait before the next attempt, and when to stop trying.</summary>
/// <param name="jitter">A number in [0, 1), new each time; it keeps servers that failed together from coming back together.</param>
internal sealed class RetrySchedule(Func<double> jitter)
{
    /// <summary>The most requests that one page may cost.</summary>
    public const int MaxAttempts = 5;

    /// <summary>The longest rest that arXiv may ask for; a run that would sleep longer fails and says so.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The wait after attempt <paramref name="attempt"/> (from 1) has failed: doubling from 3 s to 1 min, up to a quarter
    /// longer by chance, never shorter than <paramref name="retryAfter"/>. Null: don't try again.
    /// </summary>
    public TimeSpan? After(int attempt, TimeSpan? retryAfter)
    {
        if (attempt >= MaxAttempts || retryAfter > LongestRest)
        {
            return null;
        }

        var doubled = FirstDelay * Math.Pow(2, attempt - 1);
        var delay = (doubled < LongestDelay ? doubled : LongestDelay) * (1 + (jitter() / 4));
        return retryAfter > delay ? retryAfter : delay;
    }
}
