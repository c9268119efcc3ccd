using System.Net;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Testing.PostgreSql;
using JobLogs.Testing.Search;

namespace JobLogs.EndToEnd.Tests.Copies;

/// <summary>Whatever is killed while a server feeds its copy, copy and database are the same once all is well again.</summary>
[Trait("Category", "Slow")]
public sealed class CopyKillTests
{
    private const int Entries = 6_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData(SearchProduct.OpenSearch)]
    [InlineData(SearchProduct.Elasticsearch)]
    public async Task A_search_server_that_was_killed_gets_what_was_written_and_removed_meanwhile(SearchProduct product)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var search = await SearchServers.StartAsync(product);
        await using var server = await ServerProcess.StartAsync(0, CopyIn(search));
        var (_, old) = await server.StartExternalRunAsync("old");
        var (_, run) = await server.StartExternalRunAsync("written");
        await AppendAsync(server, old, """{"message": "long ago", "timestamp": "2020-01-01T00:00:00Z"}""");
        using (var done = await server.Http.PatchAsync($"/api/job-runs/{old}", Json("""{"status": "completed"}"""), patience.Token))
        {
            done.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var writer = new NumberedWriter(run, "writer");
        await writer.WriteThroughAsync(server.Http, Entries / 3, patience.Token);
        await AskCopyAsync(server, patience.Token);

        await search.KillAsync();
        await writer.WriteThroughAsync(server.Http, 2 * Entries / 3, patience.Token);
        await server.PostAsync("/api/maintenance/cleanup?days=365", new { }, HttpStatusCode.OK);
        var meanwhile = await server.GetAsync($"/api/job-runs/{run}/logs?search=1");
        await search.StartAgainAsync();
        await writer.WriteThroughAsync(server.Http, Entries, patience.Token);

        meanwhile.GetProperty("store").GetString().ShouldBe("database");
        await ShouldBeTheSameAsync(server, Entries, patience.Token);
    }

    [Fact]
    public async Task A_node_of_three_that_is_killed_goes_unnoticed()
    {
        using var patience = new CancellationTokenSource(Patience);
        var nodes = await SearchServers.StartClusterAsync();
        try
        {
            await using var server = await ServerProcess.StartAsync(0, CopyIn([.. nodes]));
            var (_, run) = await server.StartExternalRunAsync("written");
            var writer = new NumberedWriter(run, "writer");
            await writer.WriteThroughAsync(server.Http, Entries / 2, patience.Token);
            await AskCopyAsync(server, patience.Token);

            await nodes[0].KillAsync();
            await writer.WriteThroughAsync(server.Http, Entries, patience.Token);

            await ShouldBeTheSameAsync(server, Entries, patience.Token);
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_database_that_was_killed_while_it_was_copied_has_no_more_and_no_less_than_its_copy()
    {
        using var patience = new CancellationTokenSource(Patience);
        var prefix = NewPrefix();
        var search = await SearchServers.SharedAsync(SearchProduct.OpenSearch);
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var database = await cluster.Server.CreateDatabaseAsync();
        await using var server = await ServerProcess.StartAsync(0, [("DATABASE_URL", database.Url), .. CopyIn(prefix, search)]);
        var (_, run) = await server.StartExternalRunAsync("written");
        var writer = new NumberedWriter(run, "writer");
        await writer.WriteThroughAsync(server.Http, Entries / 3, patience.Token);

        var writing = writer.WriteThroughAsync(server.Http, Entries, patience.Token);
        await cluster.KillAsync();
        await cluster.StartAgainAsync();
        await writing;

        await ShouldBeTheSameAsync(server, Entries, patience.Token);
        await server.StopAsync();
        await DropAsync(search, prefix);
    }

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_while_it_copies_copies_everything_once()
    {
        using var patience = new CancellationTokenSource(Patience);
        var prefix = NewPrefix();
        var search = await SearchServers.SharedAsync(SearchProduct.OpenSearch);
        await using var server = await ServerProcess.StartAsync(0, CopyIn(prefix, search));
        var (_, run) = await server.StartExternalRunAsync("written");
        var writer = new NumberedWriter(run, "writer");
        for (var kill = 0; kill < 5; kill++)
        {
            var writing = writer.WriteUntilCutAsync(server.Http);
            await CopiedAsync(search, prefix, kill * 200, patience.Token);
            await server.KillAsync();
            await writing;
            await server.StartAgainAsync();
        }

        // What was stored of a request that was cut off is sent again, and stored once.
        await writer.WriteThroughAsync(server.Http, writer.Acknowledged + (2 * NumberedWriter.Batch), patience.Token);
        await ShouldBeTheSameAsync(server, writer.Acknowledged, patience.Token);
        await server.StopAsync();
        await DropAsync(search, prefix);
    }

    private static string NewPrefix() => $"kill-{Guid.NewGuid():n}";

    private static (string Name, string Value)[] CopyIn(params SearchServer[] nodes) => CopyIn("job-logs", [.. nodes.Select(node => node.Address)]);

    private static (string Name, string Value)[] CopyIn(string prefix, params Uri[] nodes) =>
    [
        ("ELASTICSEARCH_ENABLED", "true"), ("ELASTICSEARCH_HOSTS", string.Join(',', nodes.Select(node => node.ToString()))), ("ELASTICSEARCH_INDEX_PREFIX", prefix),
        ("Copies__SettleSeconds", "1"),
    ];

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static async Task AppendAsync(ServerProcess server, string run, string entry)
    {
        using var response = await server.Http.PostAsync($"/api/job-runs/{run}/logs", Json(entry));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // A question that asks for the copy waits for it a while, and is refused when it doesn't come.
    private static async Task AskCopyAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await server.Http.GetAsync("/api/logs?store=elasticsearch&limit=1", cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await response.Content.ReadAsStringAsync(cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async Task ShouldBeTheSameAsync(ServerProcess server, long entries, CancellationToken cancellationToken)
    {
        await AskCopyAsync(server, cancellationToken);
        using var response = await server.Http.PostAsync("/api/maintenance/verify-copy", null, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var found = JsonElement.Parse(text);
        found.GetProperty("status").GetString().ShouldBe("identical", text);
        found.GetProperty("entries").GetInt64().ShouldBe(entries, text);
        (await server.GetAsync("/api/stores/elasticsearch/dead-letters")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    /// <summary>Waits until the copy has more than so many entries.</summary>
    private static async Task CopiedAsync(Uri search, string prefix, long entries, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = search };
        while (true)
        {
            using var response = await http.GetAsync($"/{prefix}-*/_count?ignore_unavailable=true", cancellationToken);
            var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            if (answer.TryGetProperty("count", out var count) && count.GetInt64() > entries)
            {
                return;
            }
        }
    }

    private static async Task DropAsync(Uri search, string prefix)
    {
        using var http = new HttpClient { BaseAddress = search };
        using var response = await http.DeleteAsync($"/{prefix}-*");
    }
}
