using JobLogs.Protocol.Diagnostics;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace JobLogs.Server.Diagnostics;

/// <summary>How the server is: health, metrics for Prometheus, and what it says of itself.</summary>
internal static class DiagnosticsFeature
{
    private static readonly string[] Head = [HttpMethods.Head];

    /// <summary>Registers health checks, metrics, and sending them with traces to where the settings say.</summary>
    public static IServiceCollection AddDiagnostics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ServerIdentity>();
        services.AddSingleton<ReadinessProbe>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("joblogs", serviceVersion: ServerIdentity.Version))
            .WithMetrics(metrics => metrics
                .AddMeter("JobLogs", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddPrometheusExporter())
            .WithExport(configuration);
        return services;
    }

    /// <summary>Maps <c>/health/…</c>, <c>/metrics</c> and <c>/api/system</c>.</summary>
    public static void MapDiagnostics(this IEndpointRouteBuilder routes)
    {
        // Made now, so that it knows when the server was started.
        routes.ServiceProvider.GetRequiredService<ServerIdentity>();
        var group = routes.MapGroup("").WithTags("Operations");
        group.MapGet("/health/live", DiagnosticsEndpoints.Live).OpenToAll()
            .WithName("GetLiveness")
            .WithSummary("Whether the process answers")
            .Produces<HealthReport>();
        group.MapGet("/health/ready", DiagnosticsEndpoints.ReadyAsync).OpenToAll()
            .WithName("GetReadiness")
            .WithSummary("Whether the server can do its work: 503 without its database, or while that can't be written")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/api/system", DiagnosticsEndpoints.Describe).Needs(Role.Viewer)
            .WithName("GetSystem")
            .WithSummary("Version, start time, job types, memory")
            .Produces<SystemDescription>();
        routes.MapPrometheusScrapingEndpoint("/metrics").Needs(Role.Viewer);

        // Load balancers often ask with HEAD.
        routes.MapMethods("/health/live", Head, DiagnosticsEndpoints.Live).OpenToAll().ExcludeFromDescription();
        routes.MapMethods("/health/ready", Head, DiagnosticsEndpoints.ReadyAsync).OpenToAll().ExcludeFromDescription();
    }
}
