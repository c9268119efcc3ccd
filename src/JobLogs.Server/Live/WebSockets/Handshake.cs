using JobLogs.Protocol.Problems;
using System.Security.Cryptography;
using System.Text;
using JobLogs.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>
/// The opening of a WebSocket (RFC 6455, section 4.2). The framework's own would hide the connection
/// behind a WebSocket that sends one frame a call; here many frames go out in one write.
/// </summary>
internal static class Handshake
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyBytes = 16;

    /// <summary>What is wrong with the request, or null.</summary>
    public static Problem? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || !headers.Upgrade.Any(value => "websocket".Equals(value, StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Headers.Upgrade = "websocket";
            return new Problem(
                StatusCodes.Status426UpgradeRequired, ProblemCodes.WebSocketRequired, "WebSocket required",
                $"This address speaks WebSocket only: new WebSocket('ws://{context.Request.Host}{context.Request.Path}'). For plain HTTP use …/logs/stream (Server-Sent Events) or …/logs/realtime.");
        }

        if (headers.SecWebSocketVersion != "13")
        {
            context.Response.Headers.SecWebSocketVersion = "13";
            return new Problem(
                StatusCodes.Status426UpgradeRequired, ProblemCodes.WebSocketRequired, "Unknown version", "Sec-WebSocket-Version must be 13.");
        }

        return IsKey(headers.SecWebSocketKey) ? null : Problems.BadRequest("Sec-WebSocket-Key must be 16 random bytes in Base64.");
    }

    /// <summary>Opens the connection of a request that was checked.</summary>
    public static async ValueTask<Stream> OpenAsync(HttpContext context)
    {
        var response = context.Response.Headers;
        response.Connection = "Upgrade";
        response.Upgrade = "websocket";
        response.SecWebSocketAccept = Accept(context.Request.Headers.SecWebSocketKey!);
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    private static bool IsKey(string? key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 2];
        return key is not null && Convert.TryFromBase64String(key, bytes, out var length) && length == KeyBytes;
    }

#pragma warning disable CA5350 // SHA-1 is what the protocol asks for; it protects nothing here.
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350
}
