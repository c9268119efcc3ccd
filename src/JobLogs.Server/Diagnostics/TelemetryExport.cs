using JobLogs.Server.Tracing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace JobLogs.Server.Diagnostics;

/// <summary>
/// Sends the server's own traces and metrics by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so; the other <c>OTEL_…</c> settings
/// mean what OpenTelemetry says they do.
/// </summary>
internal static class TelemetryExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Registers it.</summary>
    public static OpenTelemetryBuilder WithExport(this OpenTelemetryBuilder telemetry, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return telemetry;
        }

        return telemetry
            .WithTracing(traces => traces
                .AddSource(ServerTracing.SourceName, RequestSpanNames.SourceName)
                .AddProcessor(new RequestSpanNames())
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddOtlpExporter());
    }
}
