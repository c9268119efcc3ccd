using System.Buffers;
using System.Net.WebSockets;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>Takes whole text messages from a WebSocket; holds no buffer while the client is silent.</summary>
internal sealed class MessageReceiver(WebSocket socket, int maxBytes)
{
    private const int FirstSize = 1024;

    /// <summary>The next message, in a rented buffer that the caller returns; a length of -1 means that none will come.</summary>
    /// <returns>With -1, why: the client closed, or sent what can't be taken.</returns>
    public async ValueTask<(byte[] Buffer, int Length, WebSocketCloseStatus Reason)> ReceiveAsync()
    {
        await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += received.Count;
            var reason = received.MessageType switch
            {
                WebSocketMessageType.Close => WebSocketCloseStatus.NormalClosure,
                WebSocketMessageType.Binary => WebSocketCloseStatus.InvalidMessageType,
                _ => length > maxBytes ? WebSocketCloseStatus.MessageTooBig : WebSocketCloseStatus.Empty,
            };
            if (reason != WebSocketCloseStatus.Empty)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return ([], -1, reason);
            }

            if (received.EndOfMessage)
            {
                return (buffer, length, WebSocketCloseStatus.Empty);
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
}
