namespace JobLogs.Server.Live;

/// <summary>What the live side may take, and how patient it is. Checked at start.</summary>
internal sealed class LiveOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Live";

    /// <summary><c>WEBSOCKET_TIMEOUT</c>: how long a WebSocket lives without any frame from its client, pongs included. Default
    /// 300 seconds; 3 seconds to a day. Past it the connection is cut.</summary>
    public TimeSpan WebSocketTimeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Streams (WebSocket and SSE together) that may be open. Default 20,000; 1 to 1,000,000. Further ones are
    /// refused with 503 and <c>Retry-After</c>.</summary>
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>The longest message a WebSocket client may send, in bytes. Default 64 KiB; 1 KiB to 1 MiB. A longer one
    /// closes the connection with 1009.</summary>
    public int MaxMessageBytes { get; set; } = 64 * 1024;

    /// <summary>Memory for recent commits, of all jobs together, in bytes, about. Default 64 MiB; 1 MiB to 16 GiB. Who needs older
    /// ones is served from the store.</summary>
    public long TailBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Memory for the recent commits of one job (and of the order of all jobs), in bytes, about. Default 8 MiB; 64 KiB
    /// to 1 GiB. Who needs older ones is served from the store.</summary>
    public long TailBytesPerJob { get; set; } = 8L * 1024 * 1024;

    /// <summary>Recent entries and events kept of one job (and of the order of all jobs), about. Default 16,384; 1 to
    /// 1,000,000. Who needs older ones is served from the store.</summary>
    public int TailItemsPerJob { get; set; } = 16_384;

    /// <summary>Bytes after which a reader's frames are sent before more are taken. Default 64 KiB; 1 KiB to 1 MiB. One frame
    /// may be longer.</summary>
    public int FlushBytes { get; set; } = 64 * 1024;

    /// <summary>The longest pause between two flushes to one reader that keeps up: what comes in between goes out together.
    /// Default 5 ms; 0 to 1 s. With few readers the pause is shorter.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(5);
}
