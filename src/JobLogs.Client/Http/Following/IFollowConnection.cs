namespace JobLogs.Client.Http.Following;

/// <summary>One way to follow: opens a connection and tells what comes over it, until it ends.</summary>
internal interface IFollowConnection
{
    /// <summary>
    /// Follows over one connection. Ends when the server closes it, after an <see cref="FollowEvent.Ended"/> or without; throws
    /// <see cref="JobLogsException"/> when it is refused, can't be made or breaks.
    /// </summary>
    IAsyncEnumerable<FollowEvent> ConnectAsync(FollowRequest request, CancellationToken cancellationToken);
}
