using System.Net;
using System.Net.WebSockets;
using JobLogs.Storage.Commands;
using JobLogs.Tests.Server.Live.Fixtures;

namespace JobLogs.Tests.Server.Live;

public sealed class WebSocketTests
{
    [Fact]
    public async Task Subscribes_replays_and_follows()
    {
        await using var server = await LiveServer.StartAsync();
        var (job, run, started) = await server.StartRunAsync();
        await server.LogAsync(started, "开始处理");
        using var client = await SocketClient.ConnectAsync(server, $"/api/cronjobs/{job}/logs/ws");

        await client.SendAsync("""{"type":"subscribe","types":["log","status","metric"],"filters":{"level":"INFO"}}""");
        var subscribed = await client.NextAsync("subscribed");
        var log = await client.NextAsync("log");
        await client.NextAsync("caught_up");
        await server.LogAsync(started, "live");
        var live = await client.NextAsync("log");

        subscribed.Data.GetProperty("subscription").ToString()
            .ShouldBe("""{"types":["log","status","metric"],"filters":{"level":"INFO"},"after":null,"tail":100,"batch":false}""");
        subscribed.Data.GetProperty("runs").ToString().ShouldBe($$"""[{"job_run_id":"{{run}}","job_id":"{{job}}","status":"running"}]""");
        subscribed.Data.TryGetProperty("removed_through_seq", out _).ShouldBeFalse();
        log.Whole.EnumerateObject().Select(property => property.Name).ShouldBe(["type", "timestamp", "job_id", "job_run_id", "cursor", "data"]);
        log.Text.ShouldBe("开始处理");
        log.Whole.GetProperty("job_run_id").GetString().ShouldBe(run);
        log.Data.GetProperty("seq").GetInt64().ShouldBe(1);
        live.Text.ShouldBe("live");
    }

    [Fact]
    public async Task A_run_stream_ends_with_end_and_1000()
    {
        await using var server = await LiveServer.StartAsync();
        var (_, run, started) = await server.StartRunAsync();
        using var client = await SocketClient.ConnectAsync(server, $"/api/job-runs/{run}/logs/ws");
        await client.SendAsync("""{"type":"subscribe"}""");
        await client.NextAsync("subscribed");
        await client.NextAsync("caught_up");

        await server.CommitAsync(server.House.Append(started, "a"), LiveHouse.Ending(started));

        await client.NextAsync("log");
        await client.NextAsync("status");
        var end = await client.NextAsync("end");
        (await client.CloseAsync()).ShouldBe(WebSocketCloseStatus.NormalClosure);

        using var again = await SocketClient.ConnectAsync(server, $"/api/job-runs/{run}/logs/ws");
        await again.SendAsync($$"""{"type":"subscribe","after":"{{end.Cursor}}"}""");
        await again.NextAsync("subscribed");
        await again.NextAsync("end");
        (await again.CloseAsync()).ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task A_later_subscribe_replaces_the_first_and_unsubscribe_ends_it()
    {
        await using var server = await LiveServer.StartAsync();
        var (job, _, started) = await server.StartRunAsync();
        using var client = await SocketClient.ConnectAsync(server, $"/api/cronjobs/{job}/logs/ws");
        await client.SendAsync("""{"type":"subscribe","filters":{"search":"one"}}""");
        await client.NextAsync("subscribed");
        await client.NextAsync("caught_up");

        await client.SendAsync("""{"type":"subscribe","filters":{"search":"TWO"},"tail":0}""");
        await client.NextAsync("subscribed");
        await client.NextAsync("caught_up");
        await server.LogAsync(started, "one", "two");
        (await client.NextAsync("log")).Text.ShouldBe("two");

        await client.SendAsync("""{"type":"unsubscribe"}""");
        await client.SendAsync("""{"type":"ping"}""");
        await client.NextAsync("pong");
        await server.LogAsync(started, "two again");
        await client.SendAsync("""{"type":"ping"}""");
        await client.NextAsync("pong");
    }

    [Theory]
    [InlineData("not json", "bad_request", null)]
    [InlineData("""{"type":"nonsense"}""", "validation_failed", "type")]
    [InlineData("""{"type":"subscribe","filter":{}}""", "unknown_parameter", "filter")]
    [InlineData("""{"type":"subscribe","filters":{"lvel":"ERROR"}}""", "unknown_parameter", "lvel")]
    [InlineData("""{"type":"subscribe","filters":{"level":"LOUD"}}""", "validation_failed", "level")]
    [InlineData("""{"type":"subscribe","types":["logs"]}""", "validation_failed", "types")]
    [InlineData("""{"type":"subscribe","tail":10001}""", "validation_failed", "tail")]
    [InlineData("""{"type":"subscribe","after":"nonsense"}""", "bad_cursor", "after")]
    public async Task A_bad_message_is_told_and_the_connection_stays_open(string message, string code, string? field)
    {
        await using var server = await LiveServer.StartAsync();
        var (job, _, _) = await server.StartRunAsync();
        using var client = await SocketClient.ConnectAsync(server, $"/api/cronjobs/{job}/logs/ws");

        await client.SendAsync(message);
        var error = await client.NextAsync("error");
        await client.SendAsync("""{"type":"ping"}""");
        await client.NextAsync("pong");

        error.Data.GetProperty("code").GetString().ShouldBe(code);
        if (field is not null)
        {
            error.Data.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(error.Data.ToString());
        }
    }

    [Fact]
    public async Task A_message_that_is_too_long_closes_with_1009()
    {
        await using var server = await LiveServer.StartAsync();
        var (job, _, _) = await server.StartRunAsync();
        using var client = await SocketClient.ConnectAsync(server, $"/api/cronjobs/{job}/logs/ws");

        await client.SendAsync($$"""{"type":"ping","padding":"{{new string('x', 300_000)}}"}""");

        (await client.CloseAsync()).ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_1000()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await SocketClient.ConnectAsync(server, "/api/logs/ws");

        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        client.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Theory]
    [InlineData(WebSocketMessageType.Binary, """{"type":"ping"}""")]
    [InlineData(WebSocketMessageType.Binary, "")]
    [InlineData(WebSocketMessageType.Text, "")]
    public async Task A_message_that_is_binary_or_empty_is_an_error_and_the_connection_stays_open(WebSocketMessageType type, string message)
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await SocketClient.ConnectAsync(server, "/api/logs/ws");

        await client.Socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message), type, endOfMessage: true, CancellationToken.None);
        await client.NextAsync("error");

        await client.SendAsync("""{"type":"ping"}""");
        await client.NextAsync("pong");
    }

    [Fact]
    public async Task When_the_server_stops_it_closes_with_1001()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await SocketClient.ConnectAsync(server, "/api/logs/ws");
        await client.SendAsync("""{"type":"subscribe"}""");
        await client.NextAsync("subscribed");

        var stopping = server.StopAsync();

        (await client.CloseAsync()).ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await stopping;
    }

    [Fact]
    public async Task A_client_that_closes_is_answered()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await SocketClient.ConnectAsync(server, "/api/logs/ws");

        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        client.Socket.State.ShouldBe(WebSocketState.Closed);
    }

    [Fact]
    public async Task An_unknown_job_or_run_is_answered_404_in_the_handshake()
    {
        await using var server = await LiveServer.StartAsync();

        foreach (var path in new[] { "/api/cronjobs/job_1zz/logs/ws", "/api/job-runs/nonsense/logs/ws" })
        {
            using var socket = new ClientWebSocket();
            await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = path }.Uri, default));
            (await server.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_plain_request_is_told_how_to_come()
    {
        await using var server = await LiveServer.StartAsync();

        using var response = await server.Http.GetAsync("/api/logs/ws");

        response.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        response.Headers.Upgrade.ToString().ShouldBe("websocket");
        (await response.Content.ReadAsStringAsync()).ShouldContain("new WebSocket");
    }

    [Fact]
    public async Task Too_many_connections_are_refused_with_503()
    {
        await using var server = await LiveServer.StartAsync(settings: ("Live:MaxConnections", "1"));
        using var client = await SocketClient.ConnectAsync(server, "/api/logs/ws");

        using var response = await server.Http.GetAsync("/api/logs/stream");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_slow_reader_gets_everything_and_holds_nobody_up()
    {
        await using var server = await LiveServer.StartAsync();
        var (job, _, started) = await server.StartRunAsync();
        using var slow = await SocketClient.ConnectAsync(server, $"/api/cronjobs/{job}/logs/ws");
        using var quick = await SocketClient.ConnectAsync(server, $"/api/cronjobs/{job}/logs/ws");
        foreach (var client in new[] { slow, quick })
        {
            await client.SendAsync("""{"type":"subscribe","types":["log"]}""");
            await client.NextAsync("subscribed");
            await client.NextAsync("caught_up");
        }

        const int Commits = 60;
        const int Each = 100;
        for (var i = 0; i < Commits; i++)
        {
            await server.LogAsync(started, [.. Enumerable.Range(0, Each).Select(n => new string('x', 2000))]);
            for (var n = 0; n < Each; n++)
            {
                (await quick.NextAsync("log")).Data.GetProperty("seq").GetInt64().ShouldBe((i * Each) + n + 1);
            }
        }

        for (var seq = 1; seq <= Commits * Each; seq++)
        {
            var message = await slow.NextAsync();
            if (message.Type == "checkpoint")
            {
                seq--;
                continue;
            }

            message.Data.GetProperty("seq").GetInt64().ShouldBe(seq);
        }
    }

    [Fact]
    public async Task A_deleted_job_ends_its_stream()
    {
        await using var server = await LiveServer.StartAsync();
        var (job, _, started) = await server.StartRunAsync();
        using var client = await SocketClient.ConnectAsync(server, $"/api/cronjobs/{job}/logs/ws");
        await client.SendAsync("""{"type":"subscribe","types":["log"]}""");
        await client.NextAsync("subscribed");
        await client.NextAsync("caught_up");

        await server.CommitAsync(new DeleteJob(started.Job));

        (await client.NextAsync("end")).Data.GetProperty("status").GetString().ShouldBe("deleted");
        (await client.CloseAsync()).ShouldBe(WebSocketCloseStatus.NormalClosure);
    }
}
