using System.Net;
using System.Text;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>More is written than the server takes in.</summary>
public sealed class OverloadTests
{
    private const int Writers = 16;
    private const int BatchSize = 20;

    [Fact]
    public async Task A_full_queue_refuses_with_Retry_After_and_stores_nothing_of_the_request()
    {
        await using var server = await ServerProcess.StartAsync(0, ("Ingest__QueueCommands", "1"));
        var (_, run) = await server.StartExternalRunAsync("crowded");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var refused = 0;

        async Task<int> WriteAsync()
        {
            var own = 0;
            while (Volatile.Read(ref refused) < 20)
            {
                using var response = await PostAsync(server, run, patience.Token);
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
                    (await response.Content.ReadAsStringAsync(patience.Token)).ShouldContain("\"code\":\"queue_full\"");
                    Interlocked.Increment(ref refused);
                    continue;
                }

                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                own += BatchSize;
            }

            return own;
        }

        var accepted = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync()));

        var stored = await server.GetAsync($"/api/job-runs/{run}/logs?limit=1");
        stored.GetProperty("total").GetInt64().ShouldBe(accepted.Sum());
        using var afterwards = await PostAsync(server, run, patience.Token);
        afterwards.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> PostAsync(ServerProcess server, string run, CancellationToken cancellationToken)
    {
        using var content = new StringContent(
            string.Concat(Enumerable.Repeat("{\"message\": \"one of many\"}\n", BatchSize)), Encoding.UTF8, "application/x-ndjson");
        return await server.Http.PostAsync($"/api/job-runs/{run}/logs", content, cancellationToken);
    }
}
