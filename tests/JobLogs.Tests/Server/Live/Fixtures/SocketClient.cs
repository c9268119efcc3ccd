using System.Net.WebSockets;
using System.Text;

namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>A WebSocket client that reads message by message.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));

    private SocketClient()
    {
    }

    public ClientWebSocket Socket { get; } = new();

    public static async Task<SocketClient> ConnectAsync(LiveServer server, string path)
    {
        var client = new SocketClient();
        await client.Socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = path }.Uri, client._patience.Token);
        (await client.NextAsync()).Type.ShouldBe("connected");
        return client;
    }

    public Task SendAsync(string text) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, _patience.Token);

    public async Task<Message> NextAsync() => await NextOrCloseAsync() ?? throw new InvalidOperationException($"Closed: {Socket.CloseStatus}");

    public async Task<Message> NextAsync(string type)
    {
        var message = await NextAsync();
        message.Type.ShouldBe(type, message.Whole.ToString());
        return message;
    }

    public async Task<WebSocketCloseStatus?> CloseAsync()
    {
        while (await NextOrCloseAsync() is not null)
        {
        }

        return Socket.CloseStatus;
    }

    public void Dispose()
    {
        Socket.Dispose();
        _patience.Dispose();
    }

    private async Task<Message?> NextOrCloseAsync()
    {
        var length = 0;
        while (true)
        {
            var result = await Socket.ReceiveAsync(_buffer.AsMemory(length), _patience.Token);
            length += result.Count;
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (result.EndOfMessage)
            {
                return Message.Parse(_buffer.AsSpan(0, length));
            }
        }
    }
}
