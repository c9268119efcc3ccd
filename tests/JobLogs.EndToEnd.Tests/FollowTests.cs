using System.Net;
using System.Text;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A reader behind a connection that breaks all the time holds exactly what was stored, in order.</summary>
[Trait("Category", "Slow")]
public sealed class FollowTests
{
    private const int Entries = 20_000;
    private const int Cuts = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(ServerDatabase.Sqlite, false)]
    [InlineData(ServerDatabase.Sqlite, true)]
    [InlineData(ServerDatabase.PostgreSql, false)]
    public async Task A_WebSocket_reader_that_is_cut_150_times_holds_exactly_what_was_stored(string kind, bool filtered)
    {
        await FollowThroughCutsAsync(kind, filtered, (server, run, token) => WebSocketFollower.FollowAsync(
            server, run, filtered ? new { min_level = "WARNING", search = "错" } : new { }, token));
    }

    [Theory]
    [InlineData(ServerDatabase.Sqlite, false)]
    [InlineData(ServerDatabase.Sqlite, true)]
    [InlineData(ServerDatabase.PostgreSql, true)]
    public async Task An_SSE_reader_that_is_cut_150_times_holds_exactly_what_was_stored(string kind, bool filtered)
    {
        await FollowThroughCutsAsync(kind, filtered, (server, run, token) => SseFollower.FollowAsync(
            server, run, filtered ? "&min_level=WARNING&search=%E9%94%99" : "", token));
    }

    private static async Task FollowThroughCutsAsync(string kind, bool filtered, Func<Uri, string, CancellationToken, Task<Received>> follow)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var database = await ServerDatabase.MakeAsync(kind);
        await using var server = await ServerProcess.StartAsync(0, database.Settings);
        var (_, run) = await server.StartExternalRunAsync("followed");

        // Short lives at first, then longer ones; filtered streams carry a third of the bytes.
        var random = new Random(filtered ? 1 : 2);
        await using var proxy = new CuttingProxy(server.Address, Cuts, _ => random.Next(200, filtered ? 9_000 : 30_000));
        var following = follow(proxy.Address, run, patience.Token);
        await WriteAsync(server, run);
        using (var done = await server.Http.PatchAsync($"/api/job-runs/{run}", Json("""{"status": "completed"}""")))
        {
            done.StatusCode.ShouldBe(HttpStatusCode.OK, await done.Content.ReadAsStringAsync());
        }

        var received = await following;

        proxy.Cuts.ShouldBe(Cuts);
        var stored = await StoredLog.SeqsAsync(server, run, filtered ? "&min_level=WARNING&search=%E9%94%99" : "");
        stored.Count.ShouldBe(filtered ? Entries / 3 + (Entries % 3 > 0 ? 1 : 0) : Entries);
        received.Seqs.ShouldBe(stored);
    }

    private static async Task WriteAsync(ServerProcess server, string run)
    {
        for (var first = 0; first < Entries; first += 100)
        {
            var body = new StringBuilder();
            for (var i = first; i < first + 100; i++)
            {
                body.Append(i % 3 == 0
                    ? $$$"""{"message": "第 {{{i}}} 篇论文处理出错", "level": "ERROR", "step": "process_papers", "details": {"n": {{{i}}}}}"""
                    : $$"""{"message": "paper {{i}} processed", "step": "process_papers"}""").Append('\n');
            }

            using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/x-ndjson");
            using var response = await server.Http.PostAsync($"/api/job-runs/{run}/logs", content);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
