using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using Serilog;

namespace JobLogs.EndToEnd.Tests;

/// <summary>Each format with a real client of it.</summary>
public sealed class ShipperClientTests : IAsyncLifetime
{
    private ServerProcess _server = null!;

    private string Address => _server.Address.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task OpenTelemetry_for_dotnet_in_Protocol_Buffers()
    {
        using (var loggers = LoggerFactory.Create(builder => builder.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("nightly", autoGenerateServiceInstanceId: false));
            logging.AddOtlpExporter(otlp =>
            {
                otlp.Endpoint = new Uri(_server.Address, "/v1/logs");
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.ExportProcessorType = ExportProcessorType.Simple;
                otlp.TimeoutMilliseconds = 60_000;
            });
        })))
        {
            var log = loggers.CreateLogger("papers");
            log.Started("2501.1");
            log.GaveUp(new IOException("download failed"));
        }

        var entries = await EntriesAsync("/api/cronjobs/nightly/logs?order=asc");
        entries.Select(Brief).ShouldBe([("INFO", "开始处理论文搜索 2501.1"), ("ERROR", "gave up")]);
        entries[0].GetProperty("logger_name").GetString().ShouldBe("papers");
        entries[1].GetProperty("exception").GetProperty("message").GetString().ShouldBe("download failed");
    }

    [Fact]
    public async Task Serilog_with_its_sink_for_Seq()
    {
        await using (var log = new LoggerConfiguration()
            .Enrich.WithProperty("Application", "nightly")
            .WriteTo.Seq(_server.Address.ToString())
            .CreateLogger())
        {
            log.Information("开始处理论文搜索 {Paper}", "2501.1");
            log.Error(new IOException("download failed"), "gave up");
        }

        var entries = await EntriesAsync("/api/cronjobs/nightly/logs?order=asc");
        entries.Select(Brief).ShouldBe([("INFO", "开始处理论文搜索 2501.1"), ("ERROR", "gave up")]);
        entries[0].GetProperty("details").GetProperty("Paper").GetString().ShouldBe("2501.1");
        entries[1].GetProperty("exception").GetProperty("type").GetString().ShouldBe("System.IO.IOException");
    }

    [Theory]
    [InlineData("seq.mjs", null)]
    [InlineData("elastic.mjs", null)]
    [InlineData("loki.mjs", null)]
    [InlineData("loki.mjs", "1")]
    [InlineData("pino-loki.mjs", null)]
    public async Task A_client_of_Node_that_knows_only_an_address(string script, string? json)
    {
        var folder = await NodeFolder.InstalledAsync("tests/JobLogs.EndToEnd.Tests/Clients");
        var (_, run) = await _server.StartExternalRunAsync("nightly");

        await folder.RunAsync(script, ("ADDRESS", new Uri(_server.Address, $"/api/job-runs/{run}").ToString()), ("JSON", json ?? "0"));

        var entries = await EntriesAsync($"/api/job-runs/{run}/logs?order=asc");
        entries.Select(Brief).ShouldBe([("INFO", "开始处理论文搜索"), ("ERROR", "gave up")]);
        entries[0].GetProperty("details").GetProperty("paper").GetString().ShouldBe("2501.1");
    }

    [Fact]
    public async Task The_sample_of_Node_sends_each_start_as_a_run_by_OpenTelemetry()
    {
        var folder = await NodeFolder.InstalledAsync("samples/node-otlp");

        await folder.RunAsync("job.mjs", ("JOBLOGS_URL", Address), ("RUN_KEY", "41"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"));
        await folder.RunAsync("job.mjs", ("JOBLOGS_URL", Address), ("RUN_KEY", "42"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"));

        var runs = (await _server.GetAsync("/api/cronjobs/node-nightly/runs")).GetProperty("runs");
        runs.EnumerateArray().Select(run => run.GetProperty("entries").GetInt32()).ShouldBe([5, 5]);
    }

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync(string path) =>
        [.. (await _server.GetAsync(path)).GetProperty("logs").EnumerateArray()];

    private static (string? Level, string? Message) Brief(JsonElement entry) =>
        (entry.GetProperty("level").GetString(), entry.GetProperty("message").GetString());
}
