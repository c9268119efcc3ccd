namespace JobLogs.Server.Live.Frames;

/// <summary>The forms in which one message goes out; each is made once and then shared by all subscribers of that form.</summary>
internal enum FrameKind : byte
{
    /// <summary>A WebSocket frame with a job's cursor.</summary>
    WebSocketOfJob,

    /// <summary>A WebSocket frame with an all-jobs cursor.</summary>
    WebSocketOfAll,

    /// <summary>A Server-Sent Event with a job's cursor.</summary>
    EventOfJob,

    /// <summary>A Server-Sent Event with an all-jobs cursor.</summary>
    EventOfAll,
}
