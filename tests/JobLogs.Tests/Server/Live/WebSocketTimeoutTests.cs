using System.Net.Sockets;
using System.Text;
using JobLogs.Tests.Server.Live.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Live;

public sealed class WebSocketTimeoutTests
{
    private static readonly byte[] Ping = [0x89, 0x00];
    private static readonly byte[] MaskedPong = [0x8A, 0x80, 1, 2, 3, 4];

    [Fact]
    public async Task A_client_that_answers_pings_stays_and_one_that_is_silent_is_cut()
    {
        var time = new FakeTimeProvider();
        await using var server = await LiveServer.StartAsync(time, ("WEBSOCKET_TIMEOUT", "30"));
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "GET /api/logs/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var opened = await ReadUntilAsync(stream, "timeout_seconds\":30}}"u8.ToArray());
        Encoding.UTF8.GetString(opened).ShouldContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

        for (var round = 0; round < 5; round++)
        {
            var pinged = ReadUntilAsync(stream, Ping);
            while (!pinged.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(10);
            }

            // Nothing else stands between: what isn't the ping's two bytes would be read as another frame.
            (await pinged).ShouldBe(Ping);
            await stream.WriteAsync(MaskedPong);
            await Task.Delay(100);
        }

        var cut = ReadToEndAsync(stream);
        var silent = TimeSpan.Zero;
        while (!cut.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            silent += TimeSpan.FromSeconds(1);
            await Task.Delay(10);
        }

        silent.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    private static async Task<byte[]> ReadUntilAsync(NetworkStream stream, byte[] end)
    {
        var read = new List<byte>();
        var buffer = new byte[1];
        while (read.Count < end.Length || !read.TakeLast(end.Length).SequenceEqual(end))
        {
            (await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(1);
            read.Add(buffer[0]);
        }

        return [.. read];
    }

    private static async Task ReadToEndAsync(NetworkStream stream)
    {
        var buffer = new byte[256];
        try
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Cut with a reset.
        }
    }
}
