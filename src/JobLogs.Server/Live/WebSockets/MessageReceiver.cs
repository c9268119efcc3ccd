using System.Buffers;
using System.Net.WebSockets;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>Takes whole messages from a WebSocket; holds no buffer while the client is silent.</summary>
internal sealed class MessageReceiver(WebSocket socket, int maxBytes)
{
    private const int FirstSize = 1024;

    /// <summary>The next message, in a rented buffer that the caller returns; a length of -1 means that none will come.</summary>
    /// <returns>With -1, why: the client closed, or sent what can't be taken. Else <see cref="WebSocketCloseStatus.Empty"/>, or
    /// <see cref="WebSocketCloseStatus.InvalidMessageType"/> for a message that is no text.</returns>
    public async ValueTask<(byte[] Buffer, int Length, WebSocketCloseStatus Reason)> ReceiveAsync()
    {
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            return ([], -1, WebSocketCloseStatus.NormalClosure);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        var length = 0;
        if (first.EndOfMessage)
        {
            return (buffer, 0, Reason(first.MessageType));
        }

        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close || length > maxBytes)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return ([], -1, length > maxBytes ? WebSocketCloseStatus.MessageTooBig : WebSocketCloseStatus.NormalClosure);
            }

            if (received.EndOfMessage)
            {
                return (buffer, length, Reason(received.MessageType));
            }

            if (length == buffer.Length)
            {
                var grown = ArrayPool<byte>.Shared.Rent(length * 2);
                buffer.AsSpan(0, length).CopyTo(grown);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = grown;
            }
        }
    }

    private static WebSocketCloseStatus Reason(WebSocketMessageType type) =>
        type == WebSocketMessageType.Text ? WebSocketCloseStatus.Empty : WebSocketCloseStatus.InvalidMessageType;
}
