using Snappier;

namespace JobLogs.Tests.Server.Shippers;

public sealed class LokiTests : IAsyncLifetime
{
    private const string Path = "/loki/api/v1/push";

    private ShipperServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ShipperServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_line_becomes_an_entry_with_its_labels()
    {
        var reply = await _server.PostAsync(Path, """
            {"streams": [{"stream": {"job": "nightly", "level": "warn", "host": "h1"},
              "values": [["1738319400123456789", "开始处理", {"trace_id": "abc", "host": "h2"}]]}]}
            """);

        reply.Status.ShouldBe(204);
        var entry = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        entry.GetProperty("timestamp").GetString().ShouldBe("2025-01-31T10:30:00.123456Z");
        entry.GetProperty("level").GetString().ShouldBe("WARNING");
        entry.GetProperty("message").GetString().ShouldBe("开始处理");
        entry.GetProperty("trace_id").GetString().ShouldBe("abc");
        entry.GetProperty("details").GetRawText().ShouldBe("""{"trace_id":"abc","host":"h2","job":"nightly","level":"warn"}""");
    }

    [Fact]
    public async Task A_line_of_a_logger_that_writes_JSON_is_taken_apart()
    {
        await _server.PostAsync(Path, """
            {"streams": [{"stream": {"app": "nightly"}, "values": [["1738319400000000000", "{\"msg\":\"hello\",\"level\":50,\"size\":7}"]]}]}
            """);

        var entry = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        (entry.GetProperty("message").GetString(), entry.GetProperty("level").GetString()).ShouldBe(("hello", "ERROR"));
        entry.GetProperty("details").GetRawText().ShouldBe("""{"size":7,"app":"nightly"}""");
    }

    [Fact]
    public async Task Protocol_Buffers_packed_with_Snappy_are_read()
    {
        var entry = new ProtobufMessage()
            .Message(1, new ProtobufMessage().Number(1, 1_738_319_400).Number(2, 5000))
            .Text(2, "packed")
            .Message(3, new ProtobufMessage().Text(1, "k").Text(2, "v"));
        var request = new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, """{job="nightly", quote="a \"b\""}""").Message(2, entry));

        var reply = await _server.PostAsync(Path, Snappy.CompressToArray(request.ToArray()), "application/x-protobuf");

        reply.Status.ShouldBe(204, reply.Text);
        var stored = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        stored.GetProperty("timestamp").GetString().ShouldBe("2025-01-31T10:30:00.000005Z");
        stored.GetProperty("details").GetRawText().ShouldBe("""{"k":"v","job":"nightly","quote":"a \"b\""}""");
    }

    [Fact]
    public async Task What_is_refused_is_told_and_the_rest_is_stored()
    {
        var reply = await _server.PostAsync(Path, """
            {"streams": [{"stream": {"job": "nightly"}, "values": [["1738319400000000000", "good"]]},
                         {"stream": {"colour": "blue"}, "values": [["1738319400000000000", "whose?"]]}]}
            """);

        reply.Status.ShouldBe(400);
        reply.Text.ShouldStartWith("1 of 2 lines were refused, the others are stored; the first is line 2 (no_target)");
        (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", """{"streams": [{"stream": {}, "values": [["now", "x"]]}]}""")]
    [InlineData("application/x-protobuf", "not packed")]
    public async Task A_body_that_is_no_request_is_400(string contentType, string body) =>
        (await _server.PostAsync(Path, body, contentType)).Json.GetProperty("code").GetString().ShouldBe("bad_request");
}
