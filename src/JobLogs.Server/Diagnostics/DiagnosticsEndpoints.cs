using JobLogs.Protocol;
using JobLogs.Protocol.Diagnostics;
using JobLogs.Server.Handlers;
using JobLogs.Server.Retention;
using JobLogs.Server.Runs;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Diagnostics;

internal static class DiagnosticsEndpoints
{
    public static IResult Live() =>
        Results.Json(new HealthReport("healthy", []), DiagnosticsJsonContext.Default.HealthReport);

    public static async Task<IResult> ReadyAsync(ReadinessProbe probe, CancellationToken cancellationToken)
    {
        var report = await probe.CheckAsync(cancellationToken);
        return Results.Json(
            report,
            DiagnosticsJsonContext.Default.HealthReport,
            statusCode: report.Status is ReadinessProbe.Healthy or ReadinessProbe.Degraded ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    public static IResult Describe(ServerIdentity identity, ServerName name, HandlerRegistry handlers, RetentionOptions retention, TimeProvider time)
    {
        var now = time.NowMicros();
        return Results.Json(
            new SystemDescription
            {
                Product = "JobLogs",
                Version = ServerIdentity.Version,
                Runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
                Instance = name.Text,
                StartedAt = Timestamps.ToText(identity.StartedAtMicros),
                Now = Timestamps.ToText(now),
                UptimeSeconds = (now - identity.StartedAtMicros) / 1_000_000,
                JobTypes = handlers.Types,
                RetentionDays = retention.Days,
                MemoryBytes = Environment.WorkingSet,
            },
            DiagnosticsJsonContext.Default.SystemDescription);
    }
}
