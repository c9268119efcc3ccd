namespace JobLogs.Tests.Server.Shippers;

public sealed class ElasticBulkTests : IAsyncLifetime
{
    private const string Ndjson = "application/x-ndjson";

    private ShipperServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ShipperServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_document_becomes_an_entry()
    {
        var reply = await _server.PostAsync("/_bulk", """
            {"create":{"_index":"nightly-2025.01.31","_id":"d1"}}
            {"@timestamp":"2025-01-31T10:30:00.123Z","message":"下载失败","log":{"level":"error","logger":"worker"},"error":{"type":"IOException","message":"reset","code":"E7"},"trace.id":"abc","event":{"duration":1500000000},"joblogs":{"step":"download"},"host":{"name":"h1"}}

            """, Ndjson);

        reply.Status.ShouldBe(200);
        reply.Headers.GetValues("X-Elastic-Product").ShouldBe(["Elasticsearch"]);
        reply.Json.GetProperty("errors").GetBoolean().ShouldBeFalse();
        var item = reply.Json.GetProperty("items")[0].GetProperty("create");
        (item.GetProperty("_id").GetString(), item.GetProperty("status").GetInt32()).ShouldBe(("d1", 201));
        var entry = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        entry.GetProperty("level").GetString().ShouldBe("ERROR");
        entry.GetProperty("message").GetString().ShouldBe("下载失败");
        entry.GetProperty("logger_name").GetString().ShouldBe("worker");
        entry.GetProperty("step").GetString().ShouldBe("download");
        entry.GetProperty("duration_ms").GetInt64().ShouldBe(1500);
        entry.GetProperty("error_code").GetString().ShouldBe("E7");
        entry.GetProperty("trace_id").GetString().ShouldBe("abc");
        entry.GetProperty("exception").GetProperty("type").GetString().ShouldBe("IOException");
        entry.GetProperty("details").GetProperty("host").GetProperty("name").GetString().ShouldBe("h1");
    }

    [Theory]
    [InlineData("nightly", "nightly")]
    [InlineData("nightly-2025.01.31", "nightly")]
    [InlineData("nightly-2025-01-31", "nightly")]
    [InlineData("2025.01.31", "2025.01.31")]
    public async Task The_index_without_its_day_is_the_job(string index, string job)
    {
        await _server.PostAsync($"/{index}/_bulk", "{\"index\":{}}\n{\"message\":\"x\"}\n", Ndjson);

        (await _server.EntriesAsync(job)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_item_is_answered_in_its_place()
    {
        var run = await _server.StartRunAsync(await _server.CreateJobAsync("weekly"));

        var reply = await _server.PostAsync($"/api/job-runs/{run}/elastic/_bulk", """
            {"index":{"_index":"a"}}
            {"message":"good"}
            {"delete":{"_index":"a","_id":"7"}}
            {"update":{"_index":"a","_id":"7"}}
            {"doc":{}}
            {"index":{"_index":"a"}}
            {"message":"x","@timestamp":"soon"}
            {"create":{"_index":"a"}}
            {"msg":"also good","level":30,"time":1738319400123}

            """, Ndjson);

        reply.Json.GetProperty("errors").GetBoolean().ShouldBeTrue();
        reply.Json.GetProperty("items").EnumerateArray().Select(item => item.EnumerateObject().Single())
            .Select(item => (item.Name, item.Value.GetProperty("status").GetInt32()))
            .ShouldBe([("index", 201), ("delete", 400), ("update", 400), ("index", 400), ("create", 201)]);
        var entries = await _server.EntriesOfRunAsync(run);
        entries.Select(entry => entry.GetProperty("message").GetString()).ShouldBe(["good", "also good"]);
        entries[1].GetProperty("timestamp").GetString().ShouldBe("2025-01-31T10:30:00.123000Z");
    }

    [Theory]
    [InlineData("{\"message\":\"x\"}\n{\"message\":\"y\"}\n")]
    [InlineData("{\"index\":{}}\n")]
    [InlineData("rubbish\n")]
    public async Task A_body_that_is_no_request_stores_nothing(string body)
    {
        var reply = await _server.PostAsync("/nightly/_bulk", "{\"index\":{}}\n{\"message\":\"good\"}\n" + body, Ndjson);

        reply.Status.ShouldBe(400);
        (await _server.Client.GetStringAsync("/api/cronjobs")).ShouldNotContain("nightly");
    }

    [Fact]
    public async Task A_client_that_asks_who_is_there_hears_the_product()
    {
        var run = await _server.StartRunAsync(await _server.CreateJobAsync("weekly"));

        using var response = await _server.Client.GetAsync($"/api/job-runs/{run}/elastic/");

        response.Headers.GetValues("X-Elastic-Product").ShouldBe(["Elasticsearch"]);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"number\":\"8.17.0\"");
    }
}
