using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>Follows a run by the SDK.</summary>
internal static class ClientFollower
{
    public static async Task<Received> FollowAsync(Uri server, string run, FollowTransport transport, CancellationToken cancellationToken)
    {
        var received = new Received();
        using var client = new JobLogsClient(new JobLogsOptions { ServerAddress = server });
        var options = new FollowOptions { Tail = 10_000, Transport = transport, LongestPause = TimeSpan.FromMilliseconds(100) };
        await foreach (var happened in client.FollowEventsAsync(LogSource.Run(run), options, cancellationToken))
        {
            received.Cursor = happened.Cursor ?? received.Cursor;
            switch (happened)
            {
                case FollowEvent.Entry entry:
                    received.Seqs.Add(entry.Value.Seq);
                    break;
                case FollowEvent.Reconnecting:
                    received.Connections++;
                    break;
                case FollowEvent.Ended:
                    received.Ended = true;
                    break;
            }
        }

        return received;
    }
}
