using System.Runtime.CompilerServices;

namespace JobLogs.Client.Http.Following;

/// <summary>
/// Follows over as many connections as it takes. Each goes on after the last cursor that was seen, so that over all of them every
/// event comes once, in order.
/// </summary>
internal sealed class Follower(IFollowConnection connection, TimeProvider time)
{
    /// <summary>Follows until the run is over, the caller wants no more, or the server refuses.</summary>
    public async IAsyncEnumerable<FollowEvent> FollowAsync(
        FollowRequest request, FollowOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            JobLogsException? failure = null;
            var events = connection.ConnectAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                while (true)
                {
                    try
                    {
                        if (!await events.MoveNextAsync().ConfigureAwait(false))
                        {
                            break;
                        }
                    }
                    catch (JobLogsException exception) when (exception.IsTransient)
                    {
                        failure = exception;
                        break;
                    }

                    failures = 0;
                    request = request with { After = events.Current.Cursor ?? request.After };
                    yield return events.Current;
                    if (events.Current is FollowEvent.Ended)
                    {
                        yield break;
                    }
                }
            }

            failure ??= new JobLogsException(JobLogsException.Unreachable, "The server closed the stream; it may be restarting.");
            if (++failures > options.MaxFailures)
            {
                throw failure;
            }

            var pause = Pauses.After(failures, options.LongestPause, failure.RetryAfter);
            yield return new FollowEvent.Reconnecting(pause, failure);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
