namespace JobLogs.Server.Live;

/// <summary>How a stream goes out.</summary>
internal enum StreamKind : byte
{
    WebSocket,
    EventStream,
}
