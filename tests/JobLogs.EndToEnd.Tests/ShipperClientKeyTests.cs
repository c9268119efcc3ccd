using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Http.Headers;
using JobLogs.EndToEnd.Tests.Fixtures;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using Serilog;
using Serilog.Debugging;

namespace JobLogs.EndToEnd.Tests;

/// <summary>Each format with a real client of it, against a server that asks for keys: shown as the client shows its own.</summary>
public sealed class ShipperClientKeyTests : IAsyncLifetime
{
    private const string Wrong = "jlk_wrong";

    private ServerProcess _server = null!;
    private string _writer = null!;
    private string _run = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync();
        (_, _run) = await _server.StartExternalRunAsync("nightly");
        var admin = await KeyAsync("root", "admin");
        _server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", admin);
        _writer = await KeyAsync("shipper", "writer");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string, string, string> NodeClients => new()
    {
        { "seq.mjs", "", "0" },
        { "elastic.mjs", "apikey", "0" },
        { "elastic.mjs", "basic", "0" },
        { "elastic.mjs", "bearer", "0" },
        { "loki.mjs", "", "0" },
        { "loki.mjs", "", "1" },
        { "pino-loki.mjs", "", "0" },
    };

    [Theory]
    [MemberData(nameof(NodeClients))]
    public async Task A_client_of_Node_with_a_writers_key_is_let_in(string script, string scheme, string json)
    {
        var folder = await NodeFolder.InstalledAsync("tests/JobLogs.EndToEnd.Tests/Clients");

        await folder.RunAsync(script, With(_writer, scheme, json));

        (await MessagesAsync()).ShouldBe(["开始处理论文搜索", "gave up"]);
    }

    [Theory]
    [MemberData(nameof(NodeClients))]
    public async Task A_client_of_Node_with_a_wrong_key_is_refused_and_says_so(string script, string scheme, string json)
    {
        var folder = await NodeFolder.InstalledAsync("tests/JobLogs.EndToEnd.Tests/Clients");

        var (_, output) = await folder.TryAsync(script, With(Wrong, scheme, json));

        output.ShouldContain("401");
        (await MessagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Serilog_shows_a_writers_key_as_Seqs_and_hears_that_a_wrong_one_is_refused()
    {
        var said = new ConcurrentQueue<string>();
        SelfLog.Enable(said.Enqueue);
        try
        {
            await LogAsync(_writer);
            said.ShouldBeEmpty();
            await LogAsync(Wrong);
        }
        finally
        {
            SelfLog.Disable();
        }

        string.Join('\n', said).ShouldContain("Unauthorized");
        (await MessagesAsync()).ShouldBe(["reading 2501.1"]);

        async Task LogAsync(string key)
        {
            await using var log = new LoggerConfiguration().WriteTo.Seq(RunAddress + "/seq", apiKey: key).CreateLogger();
            log.Information("reading {Paper}", "2501.1");
        }
    }

    [Fact]
    public async Task OpenTelemetry_for_dotnet_shows_a_writers_key_as_a_header_and_hears_that_a_wrong_one_is_refused()
    {
        using var said = new ExporterEvents();

        Log(_writer);
        said.Failures.ShouldBeEmpty();
        Log(Wrong);

        string.Join('\n', said.Failures).ShouldContain("401");
        (await MessagesAsync()).ShouldBe(["开始处理论文搜索 2501.1"]);

        void Log(string key)
        {
            using var loggers = LoggerFactory.Create(builder => builder.AddOpenTelemetry(logging =>
            {
                logging.IncludeFormattedMessage = true;
                logging.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("nightly", autoGenerateServiceInstanceId: false));
                logging.AddOtlpExporter(otlp =>
                {
                    otlp.Endpoint = new Uri(RunAddress + "/otlp/v1/logs");
                    otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                    otlp.ExportProcessorType = ExportProcessorType.Simple;
                    otlp.TimeoutMilliseconds = 60_000;
                    otlp.Headers = "Authorization=Bearer " + key;
                });
            }));
            loggers.CreateLogger("papers").Started("2501.1");
        }
    }

    [Fact]
    public async Task OpenTelemetry_for_Node_shows_a_writers_key_as_a_header()
    {
        var folder = await NodeFolder.InstalledAsync("samples/node-otlp");
        var address = _server.Address.ToString().TrimEnd('/');

        await folder.RunAsync(
            "job.mjs", ("JOBLOGS_URL", address), ("RUN_KEY", "41"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"), ("OTEL_EXPORTER_OTLP_HEADERS", $"Authorization=Bearer%20{_writer}"));
        await folder.TryAsync(
            "job.mjs", ("JOBLOGS_URL", address), ("RUN_KEY", "42"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"), ("OTEL_EXPORTER_OTLP_HEADERS", $"Authorization=Bearer%20{Wrong}"));

        var runs = (await _server.GetAsync("/api/cronjobs/node-nightly/runs")).GetProperty("runs");
        runs.EnumerateArray().ShouldHaveSingleItem().GetProperty("entries").GetInt32().ShouldBe(5);
    }

    private string RunAddress => new Uri(_server.Address, $"/api/job-runs/{_run}").ToString();

    private (string, string)[] With(string key, string scheme, string json) =>
        [("ADDRESS", RunAddress), ("KEY", key), ("SCHEME", scheme), ("JSON", json)];

    private async Task<string> KeyAsync(string name, string role) =>
        (await _server.PostAsync("/api/keys", new { name, role }, HttpStatusCode.Created)).GetProperty("key").GetString()!;

    private async Task<string[]> MessagesAsync() =>
        [.. (await _server.GetAsync($"/api/job-runs/{_run}/logs?order=asc")).GetProperty("logs").EnumerateArray().Select(static entry => entry.GetProperty("message").GetString()!)];

    /// <summary>What OpenTelemetry's exporter says of itself, which it says nowhere else.</summary>
    private sealed class ExporterEvents : EventListener
    {
        private readonly ConcurrentQueue<string> _failures = new();

        public IReadOnlyCollection<string> Failures => _failures;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "OpenTelemetry-Exporter-OpenTelemetryProtocol")
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _failures?.Enqueue($"{eventData.Message} {string.Join(' ', eventData.Payload ?? Array.Empty<object?>().AsReadOnly())}");
    }
}
