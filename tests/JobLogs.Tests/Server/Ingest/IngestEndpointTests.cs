using System.Text;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Ingest;

public sealed class IngestEndpointTests : IAsyncLifetime
{
    private IngestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await IngestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("application/json", """{"message":"a"}""", 1)]
    [InlineData("application/json; charset=utf-8", """[{"message":"a"},{"message":"b"}]""", 2)]
    [InlineData("application/json", "[]", 0)]
    [InlineData("application/x-ndjson", "{\"message\":\"a\"}\n{\"message\":\"b\"}\n", 2)]
    [InlineData("application/ndjson", "{\"message\":\"a\"}\r\n\r\n{\"message\":\"b\"}", 2)]
    [InlineData("application/jsonl", "{\"message\":\"开始处理论文搜索\"}", 1)]
    [InlineData("application/x-ndjson", "", 0)]
    public async Task Takes_one_entry_an_array_and_lines(string contentType, string body, int accepted)
    {
        var reply = await _server.PostAsync(body, contentType);

        reply.Status.ShouldBe(200);
        (reply.Accepted, reply.Duplicates, reply.Rejected.Length).ShouldBe((accepted, 0, 0));
        _server.Committed.Messages.Count.ShouldBe(accepted);
    }

    [Fact]
    public async Task The_cursor_is_the_place_of_the_last_entry()
    {
        var reply = await _server.PostAsync("{\"message\":\"a\"}\n{\"message\":\"b\"}");

        _server.Cursors.TryParse(reply.Cursor, LogScope.OfJob(_server.Job), out var place).ShouldBeTrue();
        place.Seq.ShouldBe(2);
        (await _server.PostAsync("")).Cursor.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Refused_lines_are_told_by_their_line_and_the_rest_is_stored()
    {
        var reply = await _server.PostAsync("{\"message\":\"a\"}\n\nnot json\n{\"massage\":\"x\"}\n{\"message\":\"b\"}\n7");

        reply.Status.ShouldBe(200);
        reply.Accepted.ShouldBe(2);
        reply.Rejected.ShouldBe([(3, "invalid_json"), (4, "unknown_key"), (6, "not_an_object")]);
        _server.Committed.Messages.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task All_lines_refused_is_still_an_answer()
    {
        var reply = await _server.PostAsync("nothing\nat all");

        reply.Status.ShouldBe(200);
        (reply.Accepted, reply.Rejected.Length).ShouldBe((0, 2));
    }

    [Theory]
    [InlineData("{\"message\":\"a\"")]
    [InlineData("[{\"message\":\"a\"},")]
    [InlineData("")]
    [InlineData("7")]
    public async Task A_body_that_is_no_JSON_as_a_whole_stores_nothing(string body)
    {
        var reply = await _server.PostAsync(body, "application/json");

        (reply.Status, reply.Code, reply.ContentType).ShouldBe((400, "bad_request", "application/problem+json"));
        _server.Committed.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=gbk")]
    public async Task An_unknown_content_type_is_415(string? contentType)
    {
        var reply = await _server.PostAsync("{\"message\":\"a\"}"u8.ToArray(), contentType);

        (reply.Status, reply.Code).ShouldBe((415, "unsupported_media_type"));
        reply.Detail.ShouldContain("application/x-ndjson");
    }

    [Fact]
    public async Task An_unknown_content_encoding_is_415()
    {
        var reply = await _server.PostAsync("{\"message\":\"a\"}"u8.ToArray(), "application/json", encoding: "br");

        (reply.Status, reply.Code).ShouldBe((415, "unsupported_media_type"));
    }

    [Fact]
    public async Task Packed_bodies_are_unpacked()
    {
        var body = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 5000).Select(i => $$"""{"message":"{{i}}"}""")));

        var reply = await _server.PostAsync(IngestServer.Pack(body), "application/x-ndjson", encoding: "gzip");

        reply.Accepted.ShouldBe(5000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_packed_body_that_is_damaged_or_ends_too_early_stores_nothing(bool cut)
    {
        var packed = IngestServer.Pack("{\"message\":\"a\"}\n{\"message\":\"b\"}\n"u8.ToArray());
        var damaged = cut ? packed[..^9] : [1, 2, .. packed];

        var reply = await _server.PostAsync(damaged, "application/x-ndjson", encoding: "gzip");

        (reply.Status, reply.Code).ShouldBe((400, "bad_request"));
        _server.Committed.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("run_zzzzzzzz")]
    [InlineData("nonsense")]
    public async Task An_unknown_run_is_404(string run)
    {
        var reply = await _server.PostAsync("{\"message\":\"a\"}", path: $"/api/job-runs/{run}/logs");

        (reply.Status, reply.Code).ShouldBe((404, "not_found"));
    }

    [Theory]
    [InlineData("?producer=p", "first")]
    [InlineData("?first=1", "producer")]
    [InlineData("?producer=p&first=0", "first")]
    [InlineData("?producer=p&first=x", "first")]
    [InlineData("?prodcer=p", "prodcer")]
    public async Task Wrong_parameters_are_named(string query, string field)
    {
        var reply = await _server.PostAsync("{\"message\":\"a\"}", query: query);

        reply.Status.ShouldBe(400);
        reply.ErrorFields.ShouldContain(field);
        _server.Committed.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_producer_id_may_have_255_characters()
    {
        (await _server.PostAsync("", query: $"?producer={new string('文', 255)}&first=1")).Status.ShouldBe(200);
        (await _server.PostAsync("", query: $"?producer={new string('p', 256)}&first=1")).ErrorFields.ShouldBe("producer");
    }

    [Fact]
    public async Task Numbered_entries_are_stored_once_and_refused_lines_use_up_their_number()
    {
        const string Body = "{\"message\":\"1\"}\nbad\n{\"message\":\"3\"}";
        await _server.PostAsync(Body, query: "?producer=p&first=1");

        var again = await _server.PostAsync(Body + "\n{\"message\":\"4\"}", query: "?producer=p&first=1");

        (again.Accepted, again.Duplicates).ShouldBe((1, 2));
        again.Rejected.ShouldBe([(2, "invalid_json")]);
        _server.Committed.Messages.ShouldBe(["1", "3", "4"]);
    }

    [Fact]
    public async Task A_hole_in_a_producers_numbers_is_409_with_the_number_due()
    {
        await _server.PostAsync("bad\nbad", query: "?producer=p&first=1");

        var reply = await _server.PostAsync("{\"message\":\"4\"}", query: "?producer=p&first=4");

        (reply.Status, reply.Code, reply.Json.GetProperty("expected").GetInt64()).ShouldBe((409, "out_of_sequence", 3L));
        _server.Committed.Messages.ShouldBeEmpty();
        (await _server.PostAsync("{\"message\":\"3\"}", query: "?producer=p&first=3")).Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_is_away_is_503_with_retry_after()
    {
        _server.Writer.Failure = new StoreUnavailableException("disk_full", "The disk is full.");

        var reply = await _server.PostAsync("{\"message\":\"a\"}");

        (reply.Status, reply.Code).ShouldBe((503, "disk_full"));
        reply.RetryAfter.ShouldNotBeNull();
        _server.Writer.Failure = null;
        (await _server.PostAsync("{\"message\":\"b\"}")).Accepted.ShouldBe(1);
        _server.Committed.Messages.ShouldBe(["b"]);
    }
}
