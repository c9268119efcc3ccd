namespace JobLogs.Client.Http.Following;

/// <summary>What a log is followed by.</summary>
public enum FollowTransport
{
    /// <summary>A WebSocket: every event says its run, and a connection that died is noticed soon.</summary>
    WebSocket,

    /// <summary>Server-Sent Events: plain HTTP, for where a proxy lets nothing else through. Events of a job's stream don't say their run.</summary>
    ServerSentEvents,
}
