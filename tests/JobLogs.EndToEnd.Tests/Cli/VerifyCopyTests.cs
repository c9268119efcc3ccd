using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Testing.Search;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary><c>joblogs verify-copy</c>, against a real server with a real copy and without one.</summary>
public sealed class VerifyCopyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Without_a_copy_it_says_what_to_set()
    {
        await using var server = await ServerProcess.StartAsync();
        using var cli = new CliProcess(server.Address);

        var result = await cli.RunAsync("verify-copy");

        (result.ExitCode, result.Output).ShouldBe((3, ""));
        result.Error.ShouldContain("has no copy in Elasticsearch. Set ELASTICSEARCH_ENABLED=true");
    }

    [Fact]
    public async Task A_copy_that_is_the_same_ends_with_0_and_one_that_lacks_something_with_1_and_the_run()
    {
        var search = await SearchServers.SharedAsync(SearchProduct.OpenSearch);
        var prefix = $"verify-{Guid.NewGuid():n}";
        await using var server = await ServerProcess.StartAsync(
            0, ("ELASTICSEARCH_ENABLED", "true"), ("ELASTICSEARCH_HOSTS", search.ToString()), ("ELASTICSEARCH_INDEX_PREFIX", prefix), ("Copies__SettleSeconds", "1"));
        using var cli = new CliProcess(server.Address);
        using var elastic = new HttpClient { BaseAddress = search };
        var (_, whole) = await server.StartExternalRunAsync("whole");
        var (_, holey) = await server.StartExternalRunAsync("holey");
        await WriteAsync(server, whole, "one", "two");
        await WriteAsync(server, holey, "three", "four", "five");
        await CopiedAsync(server);

        var same = await cli.RunAsync("verify-copy");
        await RemoveAsync(elastic, prefix, "four");
        var different = await cli.RunAsync("verify-copy", "-o", "csv");
        var one = await cli.RunAsync("verify-copy", "--job", "whole");

        same.ShouldBe(new CliResult(0, "The copy is identical: 5 entries of 2 runs of 2 jobs compared, 0 runs differ.\n", ""));
        (different.ExitCode, different.Lines.Length).ShouldBe((1, 2), different.Error);
        different.Lines[1].ShouldStartWith($"{holey},");
        different.Lines[1].Split(',')[2..4].ShouldBe(["3", "2"]);
        (one.ExitCode, one.Output).ShouldBe((0, "The copy is identical: 2 entries of 1 runs of 1 jobs compared, 0 runs differ.\n"));
        (await cli.RunAsync("verify-copy", "--job", "no such job")).ExitCode.ShouldBe(4);
        await server.StopAsync();
        using var dropped = await elastic.DeleteAsync($"/{prefix}-*");
    }

    private static async Task WriteAsync(ServerProcess server, string run, params string[] messages)
    {
        using var response = await server.Http.PostAsJsonAsync($"/api/job-runs/{run}/logs", messages.Select(message => new { message }));
        response.EnsureSuccessStatusCode();
    }

    // A question that asks for the copy waits for it a while, and is refused when it doesn't come.
    private static async Task CopiedAsync(ServerProcess server)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var response = await server.Http.GetAsync("/api/logs?store=elasticsearch&limit=1", patience.Token);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
    }

    private static async Task RemoveAsync(HttpClient elastic, string prefix, string message)
    {
        using var removed = await elastic.PostAsJsonAsync(
            $"/{prefix}-*/_delete_by_query?refresh=true", new { query = new { match_phrase = new { message } } });
        var answer = JsonElement.Parse(await removed.Content.ReadAsStringAsync());
        answer.GetProperty("deleted").GetInt32().ShouldBe(1, answer.GetRawText());
    }
}
