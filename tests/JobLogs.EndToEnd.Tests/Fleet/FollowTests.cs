using System.Net;
using System.Net.Http.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Fleet;

/// <summary>Whichever server an entry is written through, and whichever a reader follows.</summary>
[Trait("Category", "Slow")]
public sealed class FollowTests
{
    private const int EntriesOfEach = 5_000;
    private const int Cuts = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Entries_written_through_both_servers_at_once_reach_cut_readers_of_each_once_and_in_order()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var servers = await TwoServers.StartAsync();
        var (_, run) = await servers.First.StartExternalRunAsync("followed");
        var random = new Random(4);
        await using var first = new CuttingProxy(servers.First.Address, Cuts, _ => random.Next(200, 200_000));
        await using var second = new CuttingProxy(servers.Second.Address, Cuts, _ => random.Next(200, 200_000));
        Task<Received>[] following =
        [
            WebSocketFollower.FollowAsync(first.Address, run, new { }, patience.Token),
            WebSocketFollower.FollowAsync(second.Address, run, new { }, patience.Token),
            SseFollower.FollowAsync(first.Address, run, "", patience.Token),
            SseFollower.FollowAsync(second.Address, run, "", patience.Token),
        ];

        await Task.WhenAll(
            new NumberedWriter(run, "first").WriteThroughAsync(servers.First.Http, EntriesOfEach, patience.Token),
            new NumberedWriter(run, "second").WriteThroughAsync(servers.Second.Http, EntriesOfEach, patience.Token));
        using (var done = await servers.Second.Http.PatchAsJsonAsync($"/api/job-runs/{run}", new { status = "completed" }, patience.Token))
        {
            done.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var stored = await StoredLog.SeqsAsync(servers.First, run);
        stored.Count.ShouldBe(2 * EntriesOfEach);
        (await StoredLog.SeqsAsync(servers.Second, run)).ShouldBe(stored);
        foreach (var received in await Task.WhenAll(following))
        {
            received.Seqs.ShouldBe(stored);
        }
    }

    [Fact]
    public async Task A_poller_of_one_server_is_answered_when_something_is_written_through_the_other()
    {
        await using var servers = await TwoServers.StartAsync();
        var (_, run) = await servers.First.StartExternalRunAsync("polled");
        var nothing = await servers.Second.GetAsync($"/api/job-runs/{run}/logs/realtime");
        var polling = servers.Second.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=60&after={nothing.GetProperty("next_cursor").GetString()}");

        await servers.First.PostAsync($"/api/job-runs/{run}/logs", new { message = "news" }, HttpStatusCode.OK);

        (await polling).GetProperty("logs")[0].GetProperty("message").GetString().ShouldBe("news");
    }
}
