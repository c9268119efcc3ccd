using JobLogs.Server;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Logs;

/// <summary>A field that was added to filters, by every call that reads logs.</summary>
public sealed class AddedFieldTests : IAsyncLifetime
{
    private LogServer _server = null!;
    private JobId _job;
    private RunId _run;

    public async ValueTask InitializeAsync()
    {
        _server = await LogServer.StartAsync(extend: services => services.AddFilterField<MinLengthField>());
        (_job, _run) = await _server.LogAsync(
            "nightly", new Sample("short"), new Sample("a long message") { Step = "load" }, new Sample("an even longer message") { Level = EntryLevel.Error });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("min_length=10", "an even longer message,a long message")]
    [InlineData("min_length=10&level=INFO", "a long message")]
    [InlineData("min_length=10&search=even&order=asc", "an even longer message")]
    [InlineData("min_length=100", "")]
    [InlineData("min_length=", "an even longer message,a long message,short")]
    public async Task Narrows_history(string query, string expected)
    {
        foreach (var path in new[] { "/api/logs", LogServer.PathOf(_job), LogServer.PathOf(_run) })
        {
            var page = await _server.GetAsync($"{path}?{query}");

            page.Messages().ShouldBe(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
            page["total"].GetInt64().ShouldBe(page.Messages().Length);
        }
    }

    [Fact]
    public async Task Narrows_what_is_new_counts_facets_and_exports()
    {
        (await _server.GetAsync(LogServer.PathOf(_run) + "/realtime?min_length=10")).Messages().ShouldBe(["a long message", "an even longer message"]);
        var counts = await _server.GetAsync("/api/logs/statistics?min_length=10");
        (counts["total"].GetInt64(), counts["error_rate"].GetDouble(), counts["by_step.load"].GetInt64()).ShouldBe((2, 0.5, 1));
        (await _server.GetAsync("/api/logs/facets?min_length=10&by=level"))["facets.level"].GetArrayLength().ShouldBe(2);
        (await _server.Client.GetStringAsync("/api/logs/export?format=ndjson&min_length=15")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldHaveSingleItem().ShouldContain("an even longer message");
    }

    [Fact]
    public async Task Paging_by_cursor_goes_on_within_it()
    {
        var first = await _server.GetAsync("/api/logs?min_length=10&limit=1");
        var second = await _server.GetAsync($"/api/logs?min_length=10&limit=1&before={first.NextCursor()}");

        (first.HasMore(), second.HasMore()).ShouldBe((true, false));
        second.Messages().ShouldBe(["a long message"]);
    }

    [Theory]
    [InlineData("""{"filters": {"min_length": 15}}""")]
    [InlineData("""{"filters": {"min_length": "15"}}""")]
    public async Task Narrows_a_search_as_a_number_or_a_text(string body) =>
        (await _server.PostAsync("/api/search", body)).Messages().ShouldBe(["an even longer message"]);

    [Theory]
    [InlineData("/api/logs?min_length=many")]
    [InlineData("/api/logs/statistics?min_length=many")]
    [InlineData("/api/logs/export?min_length=many")]
    [InlineData("/api/cronjobs/nightly/logs/realtime?min_length=many")]
    public async Task A_wrong_value_is_refused_with_the_fields_own_words(string path)
    {
        var answer = await _server.GetAsync(path);

        (answer.Status, answer.Code).ShouldBe((400, "validation_failed"));
        answer.Error("min_length").ShouldBe("'many' is not a number of bytes, such as 20.");
    }

    [Fact]
    public async Task A_value_is_of_bounded_length() =>
        (await _server.GetAsync("/api/logs?min_length=" + new string('0', 1_025))).Error("min_length").ShouldBe("is 1025 characters long; at most 1024 are taken.");

    [Theory]
    [InlineData("""{"filters": {"min_length": "many"}}""", "'many' is not a number of bytes, such as 20.")]
    [InlineData("""{"filters": {"min_length": -1}}""", "'-1' is not a number of bytes, such as 20.")]
    [InlineData("""{"filters": {"min_length": [15]}}""", "must be a string or a number; it is an array.")]
    public async Task So_it_is_in_a_search(string body, string expected) =>
        (await _server.PostAsync("/api/search", body)).Error("filters.min_length").ShouldBe(expected);

    [Fact]
    public async Task A_server_without_it_does_not_know_it()
    {
        await using var server = await LogServer.StartAsync();

        (await server.GetAsync("/api/logs?min_length=10")).Code.ShouldBe("unknown_parameter");
        (await server.PostAsync("/api/search", """{"filters": {"min_length": 10}}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_it()
    {
        var document = await _server.GetAsync("/openapi/v1.json");

        var parameters = document["paths"].GetProperty("/api/logs").GetProperty("get").GetProperty("parameters");
        parameters.EnumerateArray().Last().GetProperty("description").GetString().ShouldBe("The message has at least so many bytes.");
    }
}
