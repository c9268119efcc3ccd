namespace JobLogs.Server.Live.Frames;

/// <summary>The types' written form.</summary>
internal static class MessageTypes
{
    /// <summary>The type as it is written in JSON and as the name of an event.</summary>
    public static ReadOnlySpan<byte> Utf8(this MessageType type) => type switch
    {
        MessageType.Connected => "connected"u8,
        MessageType.Subscribed => "subscribed"u8,
        MessageType.Pong => "pong"u8,
        MessageType.CaughtUp => "caught_up"u8,
        MessageType.Log => "log"u8,
        MessageType.Logs => "logs"u8,
        MessageType.Status => "status"u8,
        MessageType.Metric => "metric"u8,
        MessageType.Checkpoint => "checkpoint"u8,
        MessageType.End => "end"u8,
        _ => "error"u8,
    };
}
