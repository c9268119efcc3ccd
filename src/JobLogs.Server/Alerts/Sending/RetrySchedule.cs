using Microsoft.Extensions.Options;

namespace JobLogs.Server.Alerts.Sending;

/// <summary>How long to wait before a notification is tried again.</summary>
/// <param name="jitter">A number in [0, 1), new each time.</param>
internal sealed class RetrySchedule(IOptions<AlertsOptions> options, Func<double> jitter)
{
    private const int MostDoublings = 20;

    /// <summary>The wait after so many tries (from 1): doubling, up to a quarter longer by chance, and never shorter than the receiver asks for.</summary>
    public TimeSpan After(int tries, TimeSpan? asked)
    {
        var first = TimeSpan.FromSeconds(options.Value.FirstRetrySeconds);
        var longest = TimeSpan.FromSeconds(options.Value.LongestRetrySeconds);
        var doubled = first * (1L << Math.Min(tries - 1, MostDoublings));
        var wait = (doubled < longest ? doubled : longest) * (1 + (jitter() / 4));
        return asked > wait ? asked.Value : wait;
    }
}
