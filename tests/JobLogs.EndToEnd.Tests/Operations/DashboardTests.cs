using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>What deploy/ asks Prometheus for is what a server gives.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public async Task Every_metric_of_the_dashboard_and_the_rules_is_one_that_a_server_has()
    {
        // Feeding a copy, and failing to, has its numbers too; a refused request has others.
        await using var server = await ServerProcess.StartAsync(
            0, ("ELASTICSEARCH_ENABLED", "true"), ("ELASTICSEARCH_HOSTS", $"http://127.0.0.1:{FreePort.Next()}"), ("Ingest__QueueEntries", "1000"));
        var (job, run) = await server.StartExternalRunAsync("measured");
        await new NumberedWriter(run, "p").WriteThroughAsync(server.Http, 100, TestContext.Current.CancellationToken);
        using var stream = await server.Http.GetAsync($"/api/cronjobs/{job}/logs/stream", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await stream.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[200]);
        (await CrowdAsync(server, run)).ShouldContain(HttpStatusCode.TooManyRequests);
        var known = Sample().Matches(await server.Http.GetStringAsync("/metrics")).Select(static match => match.Groups["name"].Value).ToHashSet();

        var asked = Expressions().SelectMany(static text => Name().Matches(text)).Select(static match => match.Value).ToHashSet();

        asked.Count.ShouldBeGreaterThan(10);
        asked.Except(known).ShouldBeEmpty();
    }

    // More at once than the queue takes.
    private static async Task<HttpStatusCode[]> CrowdAsync(ServerProcess server, string run)
    {
        var body = string.Concat(Enumerable.Repeat("{\"message\": \"x\"}\n", 1_000));
        return await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-ndjson");
            using var response = await server.Http.PostAsync($"/api/job-runs/{run}/logs", content);
            return response.StatusCode;
        }));
    }

    private static IEnumerable<string> Expressions()
    {
        var deploy = Path.Combine(RepositoryRoot.Path, "deploy");
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(deploy, "grafana", "joblogs.json")));
        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
            {
                yield return target.GetProperty("expr").GetString()!;
            }
        }

        foreach (var line in File.ReadLines(Path.Combine(deploy, "prometheus", "joblogs-rules.yaml")).Where(static line => line.Contains("expr:", StringComparison.Ordinal)))
        {
            yield return line;
        }
    }

    [GeneratedRegex(@"\b(?:joblogs|http_server|dotnet)_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_]+)(?:\{|\s)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
