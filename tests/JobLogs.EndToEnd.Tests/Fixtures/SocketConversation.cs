using System.Net.WebSockets;
using System.Text.Json;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>One WebSocket, message by message.</summary>
internal sealed class SocketConversation : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));
    private readonly byte[] _buffer = new byte[256 * 1024];

    public static async Task<SocketConversation> OpenAsync(Uri server, string path)
    {
        var conversation = new SocketConversation();
        await conversation._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = path }.Uri, conversation._patience.Token);
        return conversation;
    }

    public async Task SendAsync(object message) =>
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, _patience.Token);

    /// <summary>What comes up to the next message of a type, that one included.</summary>
    public async Task<List<JsonElement>> UntilAsync(string type)
    {
        var messages = new List<JsonElement>();
        do
        {
            messages.Add(await ReceiveAsync());
        }
        while (messages[^1].GetProperty("type").GetString() != type);

        return messages;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _patience.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(_buffer.AsMemory(length), _patience.Token);
            length += result.Count;
        }
        while (!result.EndOfMessage);

        result.MessageType.ShouldBe(WebSocketMessageType.Text);
        return JsonElement.Parse(_buffer.AsSpan(0, length));
    }
}
