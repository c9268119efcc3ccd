namespace JobLogs.Server.Live.Frames;

/// <summary>What the server tells a stream.</summary>
internal enum MessageType : byte
{
    Connected,
    Subscribed,
    Pong,
    CaughtUp,
    Log,
    Logs,
    Status,
    Metric,
    Checkpoint,
    End,
    Error,
}
