namespace JobLogs.Tests.Server.Ingest;

public sealed class IngestLimitTests
{
    [Fact]
    public async Task Refuses_with_retry_after_when_the_queue_is_full()
    {
        await using var server = await IngestServer.StartAsync(("QueueEntries", "2"));
        server.Writer.Hold();
        var held = server.PostAsync("{\"message\":\"a\"}\n{\"message\":\"b\"}");
        await server.Writer.EnteredAsync();

        var refused = await server.PostAsync("{\"message\":\"c\"}");

        (refused.Status, refused.Code).ShouldBe((429, "queue_full"));
        refused.RetryAfter.ShouldNotBeNull();
        server.Writer.LetGo();
        (await held).Accepted.ShouldBe(2);
        server.Committed.Messages.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("application/x-ndjson", "{\"message\":\"a\"}\nbad\n{\"message\":\"b\"}\n", 200)]
    [InlineData("application/x-ndjson", "{\"message\":\"a\"}\nbad\n{\"message\":\"b\"}\n{\"message\":\"c\"}", 413)]
    [InlineData("application/json", """[{"message":"a"},7,{"message":"b"},{"message":"c"}]""", 413)]
    public async Task More_entries_than_allowed_are_413_and_nothing_is_stored(string contentType, string body, int status)
    {
        await using var server = await IngestServer.StartAsync(("MaxRequestEntries", "3"));

        (await server.PostAsync(body, contentType)).Status.ShouldBe(status);

        server.Committed.Messages.Count.ShouldBe(status == 200 ? 2 : 0);
    }

    [Theory]
    [InlineData(2048, false, 200)]
    [InlineData(2049, false, 413)]
    [InlineData(2048, true, 200)]
    [InlineData(2049, true, 413)]
    [InlineData(60_000_000, true, 413)]
    public async Task A_body_longer_than_allowed_unpacked_is_413_and_nothing_is_stored(int length, bool packed, int status)
    {
        await using var server = await IngestServer.StartAsync(("MaxRequestBytes", "2048"));
        var body = new byte[length];
        body.AsSpan().Fill((byte)' ');
        "{\"message\":\"a\"}"u8.CopyTo(body);

        var reply = await server.PostAsync(packed ? IngestServer.Pack(body) : body, "application/json", encoding: packed ? "gzip" : null);

        reply.Status.ShouldBe(status);
        server.Committed.Messages.Count.ShouldBe(status == 200 ? 1 : 0);
    }

    [Fact]
    public async Task The_servers_own_limit_of_bodies_does_not_stand_in_the_way()
    {
        await using var server = await IngestServer.StartAsync(("MaxRequestBytes", "50000000"));
        var body = new byte[40_000_000];
        body.AsSpan().Fill((byte)'\n');
        "{\"message\":\"a\"}"u8.CopyTo(body);

        (await server.PostAsync(body, "application/x-ndjson")).Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_without_a_length_is_counted_too()
    {
        await using var server = await IngestServer.StartAsync(("MaxRequestBytes", "2048"));
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Path) { Content = new StreamContent(new MemoryStream(new byte[5000])) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TransferEncodingChunked = true;

        using var response = await server.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(413);
    }

    [Fact]
    public async Task The_limits_of_an_entry_are_settings()
    {
        await using var server = await IngestServer.StartAsync(("MaxMessageBytes", "256"), ("MaxDetailsBytes", "300"), ("MaxNameCodePoints", "16"));
        var details = new string('x', 300);

        var reply = await server.PostAsync(
            $$$"""
            {"message":"{{{new string('m', 300)}}}"}
            {"message":"a","details":{"x":"{{{details}}}"}}
            {"message":"b","step":"12345678901234567"}
            """);

        reply.Rejected.ShouldBe([(2, "too_long"), (3, "too_long")]);
        server.Committed.Messages.ShouldBe([new string('m', 256)]);
    }
}
