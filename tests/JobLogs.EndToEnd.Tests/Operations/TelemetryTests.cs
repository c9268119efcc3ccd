using System.Net;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>The server's own traces and metrics reach a receiver of OTLP.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Spans_of_commits_queries_and_runs_and_the_metrics_are_sent_and_nothing_secret_is_in_them()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var server = await ServerProcess.StartAsync(
            0,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var job = await server.PostAsync(
            "/api/cronjobs", new { name = "traced", keywords = new[] { "x" }, cron_expression = "0 0 1 1 *" }, HttpStatusCode.Created);
        var id = job.GetProperty("id").GetString();
        var run = (await server.PostAsync($"/api/cronjobs/{id}/trigger", new { }, HttpStatusCode.Accepted)).GetProperty("job_run_id").GetString();
        await server.Http.GetAsync($"/api/cronjobs/{id}/logs?search=needle-in-a-filter");
        await server.Http.GetAsync($"/api/job-runs/{run}/logs/stream?ticket=jlt_secret-of-a-ticket", HttpCompletionOption.ResponseHeadersRead, patience.Token);

        await receiver.WaitAsync(
            () => receiver.Spans.ContainsKey("commit") && receiver.Spans.ContainsKey("query") && receiver.Spans.ContainsKey("run")
                && receiver.Spans.Keys.Any(static name => name.StartsWith("GET", StringComparison.Ordinal)) && receiver.Metrics.ContainsKey("joblogs.store.commit.duration"),
            patience.Token);
        await server.StopAsync();

        receiver.Everything.ShouldNotContain("secret-of-a-ticket");
        receiver.Everything.ShouldNotContain("needle-in-a-filter");
    }
}
