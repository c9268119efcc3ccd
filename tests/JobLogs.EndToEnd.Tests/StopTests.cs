using System.Net;
using System.Text;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A server that is told to stop in the middle of writing.</summary>
[Trait("Category", "Slow")]
public sealed class StopTests
{
    private const int Writers = 4;
    private const int BatchSize = 50;
    private const int BatchesBeforeStop = 40;

    private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledged;

    [Fact]
    public async Task What_was_acknowledged_is_there_and_nothing_is_half_stored_after_a_stop()
    {
        await using var server = await ServerProcess.StartAsync();
        var (_, run) = await server.StartExternalRunAsync("stopped");
        var writers = Enumerable.Range(0, Writers).Select(writer => WriteUntilStoppedAsync(server, run, writer)).ToArray();
        await _underWay.Task.WaitAsync(TimeSpan.FromSeconds(60));

        (await server.StopAsync()).ShouldBe(0);
        var outcomes = (await Task.WhenAll(writers)).SelectMany(outcome => outcome).ToDictionary();
        await server.StartAgainAsync();

        var stored = await CountByBatchAsync(server, run);
        foreach (var (batch, status) in outcomes)
        {
            var entries = stored.GetValueOrDefault(batch);
            switch (status)
            {
                case HttpStatusCode.OK:
                    entries.ShouldBe(BatchSize, batch);
                    break;
                case HttpStatusCode.ServiceUnavailable:
                    entries.ShouldBe(0, batch);
                    break;
                default:
                    // The answer was lost: all of it, or nothing.
                    entries.ShouldBeOneOf(0, BatchSize);
                    break;
            }
        }

        stored.Keys.ShouldBeSubsetOf(outcomes.Keys);
    }

    /// <returns>What became of each batch; null where the connection was cut.</returns>
    private async Task<Dictionary<string, HttpStatusCode?>> WriteUntilStoppedAsync(ServerProcess server, string run, int writer)
    {
        var http = server.Http;
        var outcomes = new Dictionary<string, HttpStatusCode?>(StringComparer.Ordinal);
        for (var number = 0; ; number++)
        {
            var batch = $"w{writer}-{number}";
            var body = string.Concat(Enumerable.Repeat($$"""{"message": "one of many", "logger_name": "{{batch}}"}""" + "\n", BatchSize));
            outcomes[batch] = null;
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
                using var response = await http.PostAsync($"/api/job-runs/{run}/logs", content);
                outcomes[batch] = response.StatusCode;
                if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    response.Headers.RetryAfter.ShouldNotBeNull();
                    return outcomes;
                }

                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                if (Interlocked.Increment(ref _acknowledged) == BatchesBeforeStop)
                {
                    _underWay.SetResult();
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                return outcomes;
            }
        }
    }

    private static async Task<Dictionary<string, int>> CountByBatchAsync(ServerProcess server, string run)
    {
        using var response = await server.Http.GetAsync($"/api/job-runs/{run}/logs/export?format=ndjson");
        var text = await response.Content.ReadAsStringAsync();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .CountBy(line => JsonElement.Parse(line).GetProperty("logger_name").GetString()!)
            .ToDictionary();
    }
}
