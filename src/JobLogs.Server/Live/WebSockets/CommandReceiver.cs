using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Threading.Channels;
using JobLogs.Server.Http;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>The receiving loop of a WebSocket: reads what the client asks for, and holds it until the sending loop takes it.</summary>
internal sealed class CommandReceiver(WebSocket socket, LogScope scope, FilterReader filters, CursorCodec cursors, int maxBytes, Signal signal)
{
    // A client that asks faster than it reads the answers has to wait.
    private const int MaxCommands = 16;

    private readonly MessageReceiver _receiver = new(socket, maxBytes);
    private readonly Channel<ClientCommand> _commands = Channel.CreateBounded<ClientCommand>(
        new BoundedChannelOptions(MaxCommands) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile WebSocketCloseStatus _closed = WebSocketCloseStatus.Empty;

    /// <summary>Why nothing more is received; <see cref="WebSocketCloseStatus.Empty"/> while something may be.</summary>
    public WebSocketCloseStatus Closed => _closed;

    /// <summary>Takes the next command.</summary>
    public bool TryTake([NotNullWhen(true)] out ClientCommand? command) => _commands.Reader.TryRead(out command);

    /// <summary>Receives until the client closes, is gone, or sends what can't be taken.</summary>
    /// <param name="cancellationToken">Ends the waiting for room.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReceiveAsync() is { } command)
            {
                await _commands.Writer.WriteAsync(command, cancellationToken);
                signal.Set();
            }

            signal.Set();
            await DrainAsync();
        }
        catch (Exception exception) when (exception is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            _closed = WebSocketCloseStatus.EndpointUnavailable;
        }
        finally
        {
            signal.Set();
        }
    }

    private async ValueTask<ClientCommand?> ReceiveAsync()
    {
        var (buffer, length, reason) = await _receiver.ReceiveAsync();
        if (length < 0)
        {
            _closed = reason;
            return null;
        }

        var command = reason == WebSocketCloseStatus.Empty
            ? ClientMessage.Read(buffer.AsMemory(0, length), scope, filters, cursors)
            : ClientMessage.NoText;
        ArrayPool<byte>.Shared.Return(buffer);
        return command;
    }

    // Lets the client finish what it was sending: a connection that is closed on unread bytes loses the close frame.
    private async ValueTask DrainAsync()
    {
        var scrap = ArrayPool<byte>.Shared.Rent(4096);
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            await socket.ReceiveAsync(scrap.AsMemory(), CancellationToken.None);
        }

        ArrayPool<byte>.Shared.Return(scrap);
    }
}
