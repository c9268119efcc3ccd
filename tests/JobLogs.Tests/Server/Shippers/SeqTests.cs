namespace JobLogs.Tests.Server.Shippers;

public sealed class SeqTests : IAsyncLifetime
{
    private const string Clef = "application/vnd.serilog.clef";

    private ShipperServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ShipperServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_compact_event_becomes_an_entry()
    {
        var reply = await _server.PostAsync("/api/events/raw", """
            {"@t":"2025-01-31T10:30:00.1234567Z","@mt":"下载 {Paper} took {Elapsed:0.0} ms","@r":["12.3"],"@l":"Warning","@x":"System.IO.IOException: reset\n   at A.B()","@i":"a1","@tr":"0af7651916cd43dd8448eb211c80319c","Paper":"2501.1","Elapsed":12.345,"SourceContext":"Worker","Application":"nightly","@@odd":1}
            """, Clef);

        (reply.Status, reply.Text).ShouldBe((201, """{"MinimumLevelAccepted":null}"""));
        var entry = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        entry.GetProperty("timestamp").GetString().ShouldBe("2025-01-31T10:30:00.123456Z");
        entry.GetProperty("level").GetString().ShouldBe("WARNING");
        entry.GetProperty("message").GetString().ShouldBe("下载 2501.1 took 12.3 ms");
        entry.GetProperty("logger_name").GetString().ShouldBe("Worker");
        entry.GetProperty("trace_id").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        var exception = entry.GetProperty("exception");
        (exception.GetProperty("type").GetString(), exception.GetProperty("message").GetString()).ShouldBe(("System.IO.IOException", "reset"));
        exception.GetProperty("stack_trace").GetString().ShouldNotBeNull().ShouldContain("at A.B()");
        entry.GetProperty("details").GetRawText().ShouldBe(
            """{"@mt":"下载 {Paper} took {Elapsed:0.0} ms","@i":"a1","Paper":"2501.1","Elapsed":12.345,"Application":"nightly","@odd":1}""");
    }

    [Fact]
    public async Task An_event_of_the_older_form_becomes_an_entry()
    {
        var reply = await _server.PostAsync("/api/events/raw", """
            {"Events": [{"Timestamp": "2025-01-31T10:30:00.000Z", "Level": "Error", "MessageTemplate": "Hello {name}",
              "Exception": "boom", "Properties": {"name": "Nut", "Application": "nightly", "joblogs.step": "greet"}}]}
            """);

        reply.Status.ShouldBe(201);
        var entry = (await _server.EntriesAsync("nightly")).ShouldHaveSingleItem();
        entry.GetProperty("level").GetString().ShouldBe("ERROR");
        entry.GetProperty("message").GetString().ShouldBe("Hello Nut");
        entry.GetProperty("step").GetString().ShouldBe("greet");
        entry.GetProperty("exception").GetProperty("message").GetString().ShouldBe("boom");
        entry.GetProperty("details").GetRawText().ShouldBe("""{"@mt":"Hello {name}","name":"Nut","Application":"nightly"}""");
    }

    [Theory]
    [InlineData("{{x}} {x}", "{x} 1")]
    [InlineData("{@x} {$x} {x,5}", "1 1 1")]
    [InlineData("{missing} {", "{missing} {")]
    [InlineData("{o} {n}", """{"a":[1]} null""")]
    [InlineData("100 % }} done", "100 % } done")]
    public async Task A_template_is_rendered(string template, string message)
    {
        await _server.PostAsync("/ingest/clef", $$"""{"@mt":"{{template}}","x":1,"o":{"a":[1]},"n":null,"Application":"nightly"}""", Clef);

        (await _server.EntriesAsync("nightly"))[0].GetProperty("message").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task A_level_that_is_none_is_INFO_and_stays_in_the_details()
    {
        await _server.PostAsync("/api/events/raw?clef", """{"@m":"x","@l":"Loud","Application":"nightly"}""", "text/plain");

        var entry = (await _server.EntriesAsync("nightly"))[0];
        (entry.GetProperty("level").GetString(), entry.GetProperty("details").GetProperty("@l").GetString()).ShouldBe(("INFO", "Loud"));
    }

    [Fact]
    public async Task Some_events_refused_are_told_beside_the_success()
    {
        var run = await _server.StartRunAsync(await _server.CreateJobAsync("weekly"));

        var reply = await _server.PostAsync($"/api/job-runs/{run}/seq/api/events/raw", "{\"@m\":\"good\"}\nnot json\n{\"@m\":\"x\",\"@t\":\"soon\"}\n", Clef);

        reply.Status.ShouldBe(201);
        reply.Json.GetProperty("Error").GetString().ShouldNotBeNull().ShouldStartWith("2 of 3 events were refused; the first is event 2 (invalid_json)");
        (await _server.EntriesOfRunAsync(run)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task All_events_refused_is_400()
    {
        var reply = await _server.PostAsync("/api/events/raw", """{"@m":"whose?"}""", Clef);

        reply.Status.ShouldBe(400);
        reply.Json.GetProperty("Error").GetString().ShouldNotBeNull().ShouldContain("no_target");
    }
}
