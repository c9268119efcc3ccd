using System.Net.WebSockets;
using System.Text;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>How the server starts, refuses to start, and stops.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("PORT", "eighty", "PORT: 'eighty'")]
    [InlineData("LOG_LEVEL", "LOUD", "LOG_LEVEL: 'LOUD'")]
    [InlineData("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL: ")]
    [InlineData("LOG_RETENTION_DAYS", "-1", "LOG_RETENTION_DAYS")]
    [InlineData("WEBSOCKET_TIMEOUT", "soon", "WEBSOCKET_TIMEOUT")]
    [InlineData("CORS_ORIGINS", "https://x.example/path", "CORS_ORIGINS: 'https://x.example/path'")]
    [InlineData("TRUSTED_PROXIES", "the one at the door", "TRUSTED_PROXIES")]
    [InlineData("PAPER_SEARCH_SOURCE", "library", "PAPER_SEARCH_SOURCE")]
    [InlineData("HOST", "0.0.0.0", "HOST: '0.0.0.0' can be reached by others")]
    [InlineData("ASPNETCORE_URLS", "http://*:0", "ASPNETCORE_URLS: 'http://*:0' can be reached by others")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "0", "ASPNETCORE_HTTP_PORTS: 'http://*:0' can be reached by others")]
    [InlineData("Kestrel__Endpoints__Open__Url", "http://[::]:0", "Kestrel:Endpoints:Open: 'http://[::]:0' can be reached by others")]
    public async Task A_wrong_setting_stops_the_start_with_a_line_that_names_it(string setting, string value, string expected)
    {
        var refusal = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var server = await ServerProcess.StartAsync(0, (setting, value));
        });

        refusal.Message.ShouldContain(expected);
        refusal.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_refuses_to_start()
    {
        await using var first = await ServerProcess.StartAsync();

        var refusal = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var second = await ServerProcess.StartAsync(0, ("DATABASE_URL", "sqlite:///" + Path.Combine(first.Folder, "joblogs.db")));
        });

        refusal.Message.ShouldContain("joblogs.db");
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_closes_its_streams_and_goes()
    {
        await using var server = await ServerProcess.StartAsync();
        var (_, run) = await server.StartExternalRunAsync("quiet");

        // Asked first: the answers to the two streams below show that the server has had time to take it up.
        var waiting = server.Http.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=60");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = $"/api/job-runs/{run}/logs/ws" }.Uri, default);
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"subscribe"}"""), WebSocketMessageType.Text, endOfMessage: true, default);
        using var stream = await server.Http.GetStreamAsync($"/api/job-runs/{run}/logs/stream");

        var stopped = server.StopAsync();
        var closed = await ReadToCloseAsync(socket);
        using var reader = new StreamReader(stream);
        await reader.ReadToEndAsync();
        using var answer = await waiting;

        closed.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        (await stopped).ShouldBe(0);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_server_listens_on_both_loopback_addresses(string address)
    {
        var port = FreePort.Next();
        await using var server = await ServerProcess.StartAsync(port);
        using var http = new HttpClient();

        var answer = await http.GetStringAsync($"http://{address}:{port}/health/ready");

        answer.ShouldContain("healthy");
    }

    private static async Task<WebSocketCloseStatus?> ReadToCloseAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), default);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
                return result.CloseStatus;
            }
        }
    }
}
