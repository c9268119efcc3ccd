using System.Net;
using System.Net.WebSockets;
using JobLogs.Server.Access.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>Streams: how they are opened, and that they end with what opened them.</summary>
public sealed class StreamAccessTests
{
    private const string Path = "/api/logs/ws";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_refused_in_the_handshake()
    {
        await using var server = await WholeServer.StartAsync();
        await server.MakeKeyAsync("admin");
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };

        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(Address(server, Path), Cancel));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_key_closes_its_streams_with_1008()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, id) = await server.MakeKeyAsync("viewer", admin);
        using var socket = await OpenAsync(server, Path, viewer);
        using var events = await OpenEventsAsync(server, "/api/logs/stream", viewer);

        await server.SendAsync(HttpMethod.Delete, "/api/keys/" + id, admin);

        (await CloseStatusAsync(socket)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
        (await ReadToEndAsync(events)).ShouldNotContain("event: end");
    }

    [Fact]
    public async Task An_expired_key_closes_its_streams_with_1008()
    {
        var time = WholeServer.FakeTime();
        await using var server = await WholeServer.StartAsync(time);
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, _) = await server.MakeKeyAsync("viewer", admin, expiresAt: "2026-01-02T03:04:15Z");
        using var socket = await OpenAsync(server, Path, viewer);

        time.Advance(TimeSpan.FromSeconds(10));
        await LookAsync(server);

        (await CloseStatusAsync(socket)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task The_first_key_ends_the_streams_of_those_who_have_none()
    {
        await using var server = await WholeServer.StartAsync();
        using var socket = await OpenAsync(server, Path, null);

        await server.MakeKeyAsync("admin");

        (await CloseStatusAsync(socket)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task Signing_out_closes_the_streams_of_the_session()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var cookie = await SessionTests.SignInAsync(server, admin);
        using var socket = await OpenAsync(server, Path, null, cookie);

        await server.SendAsync(HttpMethod.Delete, "/api/session", null, null, cookie);

        (await CloseStatusAsync(socket)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task A_ticket_opens_one_stream_and_that_again_and_nothing_else()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var ticket = await TicketAsync(server, admin);

        (await OpenAsync(server, $"{Path}?ticket={ticket}", null)).Dispose();
        (await OpenAsync(server, $"{Path}?ticket={ticket}", null)).Dispose();

        (await StatusAsync(server, $"/api/logs/stream?ticket={ticket}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, $"/api/logs?ticket={ticket}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, $"{Path}?ticket={ticket[..^1]}")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_ticket_must_be_used_soon_and_is_then_good_for_reconnects()
    {
        var time = WholeServer.FakeTime();
        await using var server = await WholeServer.StartAsync(time);
        var (admin, _) = await server.MakeKeyAsync("admin");
        var used = await TicketAsync(server, admin);
        var unused = await TicketAsync(server, admin);
        (await OpenEventsAsync(server, $"/api/logs/stream?ticket={used}", null)).Dispose();

        time.Advance(TimeSpan.FromSeconds(90));

        (await OpenEventsAsync(server, $"/api/logs/stream?ticket={used}", null)).Dispose();
        (await StatusAsync(server, $"/api/logs/stream?ticket={unused}")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_ticket_stays_good_as_long_as_its_stream_is_open()
    {
        var time = WholeServer.FakeTime();
        await using var server = await WholeServer.StartAsync(time, settings: ["--Access:TicketReconnectMinutes", "1"]);
        var (admin, _) = await server.MakeKeyAsync("admin");
        var ticket = await TicketAsync(server, admin);
        using (await OpenEventsAsync(server, $"/api/logs/stream?ticket={ticket}", null))
        {
            for (var turn = 0; turn < 3; turn++)
            {
                time.Advance(TimeSpan.FromSeconds(50));
                await LookAsync(server);
            }
        }

        (await OpenEventsAsync(server, $"/api/logs/stream?ticket={ticket}", null)).Dispose();
    }

    [Fact]
    public async Task A_ticket_ends_with_its_key()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, id) = await server.MakeKeyAsync("viewer", admin);
        var ticket = await TicketAsync(server, viewer);
        using var socket = await OpenAsync(server, $"{Path}?ticket={ticket}", null);

        await server.SendAsync(HttpMethod.Delete, "/api/keys/" + id, admin);

        (await CloseStatusAsync(socket)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
        (await StatusAsync(server, $"{Path}?ticket={ticket}")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_long_poll_is_cut_when_its_key_is_revoked()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, id) = await server.MakeKeyAsync("viewer", admin);
        await server.SendAsync(HttpMethod.Post, "/api/cronjobs", admin, new { name = "quiet", type = "external" });
        var waiting = server.SendAsync(HttpMethod.Get, "/api/cronjobs/quiet/logs/realtime?wait=60", viewer);

        await server.SendAsync(HttpMethod.Delete, "/api/keys/" + id, admin);

        // Cut, or, when it came after the revocation, refused.
        try
        {
            (await waiting).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
        catch (HttpRequestException)
        {
            // Cut.
        }
    }

    private static Task LookAsync(WholeServer server) =>
        server.Services.GetServices<IHostedService>().OfType<KeyUpkeep>().Single().LookAsync(Cancel);

    private static async Task<string> TicketAsync(WholeServer server, string key)
    {
        var (status, body, _) = await server.SendAsync(HttpMethod.Post, "/api/tickets", key);
        status.ShouldBe(HttpStatusCode.Created);
        return body.GetProperty("ticket").GetString()!;
    }

    private static async Task<HttpStatusCode> StatusAsync(WholeServer server, string path)
    {
        using var response = await server.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return response.StatusCode;
    }

    private static async Task<ClientWebSocket> OpenAsync(WholeServer server, string path, string? key, (string Name, string Value)? header = null)
    {
        var socket = new ClientWebSocket();
        if (key is not null)
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        }

        if (header is { } more)
        {
            socket.Options.SetRequestHeader(more.Name, more.Value);
        }

        await socket.ConnectAsync(Address(server, path), Cancel);
        return socket;
    }

    private static async Task<HttpResponseMessage> OpenEventsAsync(WholeServer server, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return response;
    }

    private static Task<string> ReadToEndAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancel);

    private static Uri Address(WholeServer server, string path) => new($"ws://{server.Address.Authority}{path}");

    private static async Task<WebSocketCloseStatus?> CloseStatusAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), Cancel);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return received.CloseStatus;
            }
        }
    }
}
