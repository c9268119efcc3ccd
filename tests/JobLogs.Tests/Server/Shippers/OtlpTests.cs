using System.Text;

namespace JobLogs.Tests.Server.Shippers;

public sealed class OtlpTests : IAsyncLifetime
{
    private const string Binary = "application/x-protobuf";

    // 2025-01-31T10:30:00.123456789Z
    private const ulong Time = 1_738_319_400_123_456_789;

    private ShipperServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ShipperServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_record_in_JSON_becomes_an_entry()
    {
        var reply = await _server.PostAsync("/v1/logs", Request("""
            "timeUnixNano": "1738319400123456789", "severityNumber": 17, "body": {"stringValue": "下载失败"},
            "traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "eee19b7ec3c1b174",
            "attributes": [
              {"key": "joblogs.step", "value": {"stringValue": "download"}},
              {"key": "joblogs.duration_ms", "value": {"intValue": "1500"}},
              {"key": "exception.type", "value": {"stringValue": "IOException"}},
              {"key": "exception.message", "value": {"stringValue": "reset"}},
              {"key": "size", "value": {"intValue": 42}},
              {"key": "tags", "value": {"arrayValue": {"values": [{"stringValue": "a"}, {"boolValue": true}]}}}
            ]
            """));

        (reply.Status, reply.Text).ShouldBe((200, "{}"));
        var entry = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        entry.GetProperty("timestamp").GetString().ShouldBe("2025-01-31T10:30:00.123456Z");
        entry.GetProperty("level").GetString().ShouldBe("ERROR");
        entry.GetProperty("message").GetString().ShouldBe("下载失败");
        entry.GetProperty("step").GetString().ShouldBe("download");
        entry.GetProperty("duration_ms").GetInt64().ShouldBe(1500);
        entry.GetProperty("trace_id").GetString().ShouldBe("5b8efff798038103d269b633813fc60c");
        entry.GetProperty("logger_name").GetString().ShouldBe("worker.Downloads");
        entry.GetProperty("exception").GetProperty("type").GetString().ShouldBe("IOException");
        entry.GetProperty("details").GetRawText().ShouldBe("""{"size":42,"tags":["a",true],"resource":{"service.name":"nightly"}}""");
    }

    [Fact]
    public async Task A_record_in_Protocol_Buffers_becomes_an_entry()
    {
        var record = new ProtobufMessage()
            .Fixed64(1, Time).Number(2, 13).Text(3, "WARN")
            .Message(5, new ProtobufMessage().Text(1, "slow"))
            .Message(6, Attribute("ratio", new ProtobufMessage().Fixed64(4, BitConverter.DoubleToUInt64Bits(0.5))))
            .Message(6, Attribute("inner", new ProtobufMessage().Message(6, new ProtobufMessage().Message(1, Attribute("n", new ProtobufMessage().Number(3, unchecked((ulong)-7)))))))
            .Bytes(9, Convert.FromHexString("5b8efff798038103d269b633813fc60c"));

        var reply = await _server.PostAsync("/v1/logs", Request(record), Binary);

        (reply.Status, reply.Body.Length).ShouldBe((200, 0));
        var entry = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        entry.GetProperty("timestamp").GetString().ShouldBe("2025-01-31T10:30:00.123456Z");
        entry.GetProperty("level").GetString().ShouldBe("WARNING");
        entry.GetProperty("message").GetString().ShouldBe("slow");
        entry.GetProperty("trace_id").GetString().ShouldBe("5b8efff798038103d269b633813fc60c");
        entry.GetProperty("details").GetRawText().ShouldBe("""{"ratio":0.5,"inner":{"n":-7},"resource":{"service.name":"nightly"}}""");
    }

    [Theory]
    [InlineData(1, "", "DEBUG")]
    [InlineData(8, "", "DEBUG")]
    [InlineData(9, "", "INFO")]
    [InlineData(16, "", "WARNING")]
    [InlineData(20, "", "ERROR")]
    [InlineData(24, "", "CRITICAL")]
    [InlineData(0, "warn", "WARNING")]
    [InlineData(0, "loud", "INFO")]
    public async Task The_level_is_the_severity(int number, string text, string level)
    {
        await _server.PostAsync("/v1/logs", Request($$"""
            "severityNumber": {{number}}, "severityText": "{{text}}", "body": {"stringValue": "x"}
            """));

        (await _server.EntriesAsync("nightly"))[0].GetProperty("level").GetString().ShouldBe(level);
    }

    [Fact]
    public async Task A_name_that_stands_twice_counts_once_the_last_time()
    {
        await _server.PostAsync("/v1/logs", Request("""
            "body": {"stringValue": "x"},
            "attributes": [{"key": "k", "value": {"intValue": 1}}, {"key": "k", "value": {"intValue": 2}}]
            """));

        (await _server.EntriesAsync("nightly"))[0].GetProperty("details").GetProperty("k").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task The_run_of_the_attribute_wins_over_the_service()
    {
        var run = await _server.StartRunAsync(await _server.CreateJobAsync("weekly"));

        await _server.PostAsync("/v1/logs", Request($$"""
            "body": {"stringValue": "x"}, "attributes": [{"key": "joblogs.run.id", "value": {"stringValue": "{{run}}" } }]
            """));

        (await _server.EntriesOfRunAsync(run)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_run_of_the_address_wins_over_all()
    {
        var run = await _server.StartRunAsync(await _server.CreateJobAsync("weekly"));

        var reply = await _server.PostAsync($"/api/job-runs/{run}/otlp/v1/logs", Request("""
            "body": {"stringValue": "x"}
            """));

        reply.Status.ShouldBe(200);
        (await _server.EntriesOfRunAsync(run)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_refused_is_told_as_a_partial_success_and_the_rest_is_stored()
    {
        var reply = await _server.PostAsync("/v1/logs", """
            {"resourceLogs": [
              {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "nightly"}}]},
               "scopeLogs": [{"logRecords": [{"body": {"stringValue": "good"}}]}]},
              {"scopeLogs": [{"logRecords": [{"body": {"stringValue": "whose?"}}]}]}
            ]}
            """);

        reply.Status.ShouldBe(200);
        var partial = reply.Json.GetProperty("partialSuccess");
        partial.GetProperty("rejectedLogRecords").GetString().ShouldBe("1");
        partial.GetProperty("errorMessage").GetString().ShouldNotBeNull().ShouldContain("no_target");
        (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem().GetProperty("message").GetString().ShouldBe("good");
    }

    [Fact]
    public async Task What_is_refused_is_told_in_Protocol_Buffers_too()
    {
        var request = new ProtobufMessage().Message(1, new ProtobufMessage().Message(2, new ProtobufMessage().Message(
            2, new ProtobufMessage().Message(5, new ProtobufMessage().Text(1, "whose?")))));

        var reply = await _server.PostAsync("/v1/logs", request.ToArray(), Binary);

        // partial_success = 1 { rejected_log_records = 1: 1, error_message = 2: … }
        reply.Status.ShouldBe(200);
        reply.Body[0].ShouldBe((byte)0x0a);
        Encoding.UTF8.GetString(reply.Body).ShouldContain("no_target");
    }

    [Theory]
    [InlineData("application/json", "{\"resourceLogs\": 7}")]
    [InlineData("application/json", "not json")]
    [InlineData("application/json", "[]")]
    [InlineData(Binary, "\u000a\u007fshort")]
    public async Task A_body_that_is_no_request_is_400(string contentType, string body)
    {
        var reply = await _server.PostAsync("/v1/logs", body, contentType);

        (reply.Status, reply.Json.GetProperty("code").GetString()).ShouldBe((400, "bad_request"));
    }

    [Fact]
    public async Task Another_content_type_is_415() =>
        (await _server.PostAsync("/v1/logs", "x", "text/plain")).Status.ShouldBe(415);

    private static string Request(string record) => $$"""
        {"resourceLogs": [{
          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "nightly"} }]},
          "scopeLogs": [{"scope": {"name": "worker.Downloads"}, "logRecords": [ { {{record}} } ]}]
        }]}
        """;

    private static byte[] Request(ProtobufMessage record) => new ProtobufMessage()
        .Message(1, new ProtobufMessage()
            .Message(2, new ProtobufMessage().Message(2, record))
            .Message(1, new ProtobufMessage().Message(1, Attribute("service.name", new ProtobufMessage().Text(1, "nightly")))))
        .ToArray();

    private static ProtobufMessage Attribute(string key, ProtobufMessage value) => new ProtobufMessage().Text(1, key).Message(2, value);
}
