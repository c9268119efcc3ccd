using System.Net.WebSockets;
using System.Text.Json;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>Follows a run by WebSocket, connecting again with the last cursor until the stream says that it is over.</summary>
internal static class WebSocketFollower
{
    public static async Task<Received> FollowAsync(Uri server, string run, object filters, CancellationToken cancellationToken)
    {
        var received = new Received();
        while (!received.Ended)
        {
            received.Connections++;
            using var socket = new ClientWebSocket();
            try
            {
                await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = $"/api/job-runs/{run}/logs/ws" }.Uri, cancellationToken);
                var subscribe = JsonSerializer.SerializeToUtf8Bytes(new
                {
                    type = "subscribe",
                    types = new[] { "log" },
                    filters,
                    after = received.Cursor,
                    tail = received.Cursor is null ? 10_000 : (int?)null,
                }, Json);
                await socket.SendAsync(subscribe, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                await ReadAsync(socket, received, cancellationToken);
            }
            catch (WebSocketException)
            {
                // Cut; the next round goes on after the last cursor.
            }
        }

        return received;
    }

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static async Task ReadAsync(ClientWebSocket socket, Received received, CancellationToken cancellationToken)
    {
        var buffer = new byte[256 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += result.Count;
            }
            while (!result.EndOfMessage);

            if (result.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            var message = JsonElement.Parse(buffer.AsSpan(0, length));
            var type = message.GetProperty("type").GetString();
            if (type == "error")
            {
                // The database may be away for a while; nothing else may be wrong, and the stream goes on.
                message.GetProperty("data").GetProperty("code").GetString().ShouldBe("store_unavailable", message.ToString());
            }

            if (type == "log")
            {
                received.Add(message.GetProperty("data"));
            }

            if (message.TryGetProperty("cursor", out var cursor))
            {
                received.Cursor = cursor.GetString();
            }

            if (type == "end")
            {
                received.Ended = true;
                return;
            }
        }
    }
}
