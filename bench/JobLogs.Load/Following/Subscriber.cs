using System.Net.Sockets;
using System.Text;
using JobLogs.Load.Http;
using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>A socket on which entries arrive in WebSocket frames. Somebody else waits for it and feeds it. One thread at a time.</summary>
internal sealed class Subscriber(Socket socket) : IFrameReceiver, IDisposable
{
    private readonly FrameReader _frames = new();
    private LatencyHistogram _latencies = new();

    /// <summary>The socket.</summary>
    public Socket Socket => socket;

    /// <summary>What came, and what didn't.</summary>
    public EntryCheck Entries { get; } = new();

    /// <summary>Whether the server has said that live begins.</summary>
    public bool CaughtUp { get; private set; }

    /// <summary>Whether the server has ended it.</summary>
    public bool Closed { get; private set; }

    /// <summary>Opens a job's WebSocket and subscribes to what is still to come.</summary>
    /// <param name="server">Where.</param>
    /// <param name="job">The job.</param>
    /// <param name="batch">Whether several entries may come in one frame.</param>
    /// <param name="receiveBuffer">Bytes that the kernel may hold; null leaves it to the kernel.</param>
    public static Subscriber Open(Uri server, string job, bool batch, int? receiveBuffer = null)
    {
        // Not disposed: the socket goes on living in the subscriber.
        var connection = new HttpConnection(server, receiveBuffer);
        connection.Exchange(HttpRequest.Upgrade(server, $"/api/cronjobs/{job}/logs/ws"), expected: 101);
        var subscriber = new Subscriber(connection.Socket);
        subscriber._frames.Feed(connection.Surplus, subscriber);
        var subscribe = $"{{\"type\":\"subscribe\",\"types\":[\"log\"],\"tail\":0,\"batch\":{(batch ? "true" : "false")}}}";
        connection.Send(ClientFrame.Text(Encoding.ASCII.GetBytes(subscribe)));
        return subscriber;
    }

    /// <summary>Takes what was received.</summary>
    public void Feed(ReadOnlySpan<byte> received, LatencyHistogram latencies)
    {
        _latencies = latencies;
        _frames.Feed(received, this);
    }

    /// <inheritdoc />
    public void Text(ReadOnlySpan<byte> payload)
    {
        Entries.Read(payload, _latencies);
        CaughtUp = CaughtUp || payload.IndexOf("\"caught_up\""u8) >= 0;
    }

    /// <inheritdoc />
    public void Ping(ReadOnlySpan<byte> payload) => socket.Send(ClientFrame.Pong(payload));

    /// <inheritdoc />
    public void Close() => Closed = true;

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();
}
