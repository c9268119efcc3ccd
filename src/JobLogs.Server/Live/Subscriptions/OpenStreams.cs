using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>Counts the open streams, and refuses those that are too many.</summary>
internal sealed class OpenStreams(IOptions<LiveOptions> options, LiveMetrics metrics)
{
    private readonly int _limit = options.Value.MaxConnections;
    private int _count;

    /// <summary>Counts one in, or says why not.</summary>
    public Problem? Enter(StreamKind kind)
    {
        if (Interlocked.Increment(ref _count) > _limit)
        {
            Interlocked.Decrement(ref _count);
            return new Problem(
                StatusCodes.Status503ServiceUnavailable, ProblemCodes.TooManyConnections, "Too many connections",
                $"{_limit} streams are open, which is the limit (Live:MaxConnections). Come again after the time in Retry-After.")
            { RetryAfterSeconds = 5 };
        }

        metrics.Connection(kind, 1);
        return null;
    }

    /// <summary>Counts one out.</summary>
    public void Leave(StreamKind kind)
    {
        Interlocked.Decrement(ref _count);
        metrics.Connection(kind, -1);
    }
}
