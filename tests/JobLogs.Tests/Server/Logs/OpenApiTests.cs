namespace JobLogs.Tests.Server.Logs;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_names_every_parameter_and_the_answer()
    {
        await using var server = await LogServer.StartAsync();

        var document = await server.GetAsync("/openapi/v1.json");

        var call = document["paths"].GetProperty("/api/cronjobs/{job_id}/logs").GetProperty("get");
        var parameters = call.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ToArray();
        parameters.ShouldBe(
            ["job_id", "level", "min_level", "step", "search", "start_time", "end_time", "paper_id", "error_code", "logger_name", "job_run_id", "attempt",
                "from_seq", "to_seq", "skip", "limit", "after", "before", "order", "count", "store"]);
        call.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema")
            .GetProperty("$ref").GetString().ShouldBe("#/components/schemas/LogPage");
        document["components.schemas.LogPage.properties"].EnumerateObject().Select(property => property.Name).ShouldBe(
            ["logs", "total", "skip", "limit", "has_more", "search_time_ms", "next_cursor", "store", "removed_through_seq"]);
    }
}
