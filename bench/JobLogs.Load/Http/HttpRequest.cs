using System.Text;

namespace JobLogs.Load.Http;

/// <summary>Requests as the bytes that go over the wire, made once and sent often.</summary>
internal static class HttpRequest
{
    /// <summary>Content type of entries, one a line.</summary>
    public const string NdjsonType = "application/x-ndjson";

    /// <summary>Asks for something.</summary>
    public static byte[] Get(Uri server, string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");

    /// <summary>Sends something.</summary>
    public static byte[] Post(Uri server, string path, string contentType, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    /// <summary>Sends entries of a run.</summary>
    public static byte[] PostEntries(Uri server, string run, ReadOnlySpan<byte> lines) =>
        Post(server, $"/api/job-runs/{run}/logs", NdjsonType, lines);

    /// <summary>Asks for a WebSocket.</summary>
    public static byte[] Upgrade(Uri server, string path) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
}
