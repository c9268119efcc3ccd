using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace JobLogs.Client.Http.Following;

/// <summary>Follows by WebSocket.</summary>
internal sealed class WebSocketConnection(ApiConnection api) : IFollowConnection
{
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(20);
    private const HttpStatusCode NoAnswer = default;

    /// <inheritdoc />
    public async IAsyncEnumerable<FollowEvent> ConnectAsync(FollowRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.After is null)
        {
            // A WebSocket doesn't say where it begins. An event stream does: from there on it is resumed when it breaks off too early.
            await foreach (var start in new EventStreamConnection(api).ConnectAsync(request, cancellationToken).ConfigureAwait(false))
            {
                yield return new FollowEvent.Checkpoint { Cursor = start.Cursor };
                break;
            }
        }

        using var socket = new ClientWebSocket();
        await OpenAsync(socket, request, cancellationToken).ConfigureAwait(false);
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        while (await ReceiveAsync(socket, buffer, cancellationToken).ConfigureAwait(false))
        {
            var message = JsonElement.Parse(buffer.WrittenSpan);
            if (FollowMessages.Read(Text(message, "type") ?? "", message.GetProperty("data"), Text(message, "cursor"), Text(message, "job_run_id")) is { } happened)
            {
                yield return happened;
            }
        }
    }

    private async Task OpenAsync(ClientWebSocket socket, FollowRequest request, CancellationToken cancellationToken)
    {
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = PingInterval;
        socket.Options.KeepAliveTimeout = request.SilenceLimit;
        if (api.Authorization is { } authorization)
        {
            socket.Options.SetRequestHeader("Authorization", authorization);
        }

        var address = new UriBuilder(api.AddressOf(request.Source.Path + "/ws"));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await using var timer = api.Time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), patience, request.SilenceLimit, Timeout.InfiniteTimeSpan);
            await socket.ConnectAsync(address.Uri, api.Http, patience.Token).ConfigureAwait(false);
            await socket.SendAsync(Subscribe(request), WebSocketMessageType.Text, endOfMessage: true, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Refusal(socket, address.Uri, exception);
        }
    }

    private static byte[] Subscribe(FollowRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new SubscribeMessage(request.Types, request.Filters, request.After, request.After is null ? request.Tail : null),
        RequestsJsonContext.Wire.SubscribeMessage);

    /// <summary>Receives a whole message; false when the server has closed.</summary>
    private static async ValueTask<bool> ReceiveAsync(ClientWebSocket socket, ArrayBufferWriter<byte> buffer, CancellationToken cancellationToken)
    {
        buffer.ResetWrittenCount();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.GetMemory(4096), cancellationToken).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await CloseAsync(socket, cancellationToken).ConfigureAwait(false);
                    return false;
                }

                buffer.Advance(received.Count);
                if (received.EndOfMessage)
                {
                    return true;
                }
            }
        }
        catch (WebSocketException exception)
        {
            throw new JobLogsException(JobLogsException.Unreachable, $"The connection broke off ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    private static async Task CloseAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        if (socket.CloseStatus is WebSocketCloseStatus.PolicyViolation or WebSocketCloseStatus.MessageTooBig)
        {
            throw new JobLogsException(JobLogsException.UnexpectedAnswer, $"The server closed the connection: {socket.CloseStatusDescription ?? socket.CloseStatus.ToString()}.")
            {
                Status = HttpStatusCode.Forbidden,
            };
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
    }

    private static JobLogsException Refusal(ClientWebSocket socket, Uri address, Exception exception) => socket.HttpStatusCode switch
    {
        NoAnswer or HttpStatusCode.SwitchingProtocols => new JobLogsException(
            JobLogsException.Unreachable, $"{address} can't be reached ({(exception.InnerException ?? exception).Message.TrimEnd('.')}).", exception),
        var status => new JobLogsException(JobLogsException.UnexpectedAnswer, $"{address} was answered {(int)status}.", exception) { Status = status },
    };

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
