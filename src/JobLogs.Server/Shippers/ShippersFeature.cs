using JobLogs.Server.Http;
using JobLogs.Server.Shippers.Targets;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Shippers;

/// <summary>Entries in the formats that log shippers already speak: OpenTelemetry, Seq, Elasticsearch, Loki.</summary>
internal static class ShippersFeature
{
    /// <summary>Registers what the endpoints need.</summary>
    public static IServiceCollection AddShippers(this IServiceCollection services)
    {
        services.AddOptions<ShippersOptions>().BindConfiguration(ShippersOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ShippedRuns>();
        services.AddSingleton<ShipperIntake>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapShippers(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(""), "", isOwnAddress: false);
        Map(routes.MapGroup("/api/job-runs/{run_id}"), "OfRun", isOwnAddress: true);
        Map(routes.MapGroup("/api/cronjobs/{job_id}"), "OfJob", isOwnAddress: true);
        return routes;
    }

    /// <param name="isOwnAddress">Whether the format's own paths come after one that names the format.</param>
    private static void Map(RouteGroupBuilder group, string name, bool isOwnAddress)
    {
        var (otlp, seq, elastic, loki) = isOwnAddress ? ("/otlp", "/seq", "/elastic", "/loki") : ("", "", "", "");
        group.WithTags("Log shippers").Needs(Role.Writer).IsForShippers();
        group.MapPost($"{otlp}/v1/logs", ShipperEndpoints.Otlp)
            .WithName("ShipOtlp" + name).WithSummary("OpenTelemetry's logs (OTLP/HTTP, Protocol Buffers or JSON)").Refuses(400, 404, 409, 413, 415, 429, 503);
        group.MapPost($"{seq}/api/events/raw", ShipperEndpoints.Seq)
            .WithName("ShipSeq" + name).WithSummary("Seq's events: CLEF lines, or the older array").Refuses(400, 404, 409, 413, 429, 503);
        group.MapPost($"{seq}/ingest/clef", ShipperEndpoints.Seq)
            .WithName("ShipClef" + name).WithSummary("Seq's events as CLEF lines").Refuses(400, 404, 409, 413, 429, 503);
        group.MapPost($"{elastic}/_bulk", ShipperEndpoints.Bulk)
            .WithName("ShipBulk" + name).WithSummary("Elasticsearch's _bulk: create and index").Refuses(400, 404, 409, 413, 429, 503);
        group.MapPost($"{elastic}/{{index}}/_bulk", ShipperEndpoints.Bulk)
            .WithName("ShipBulkOfIndex" + name).WithSummary("Elasticsearch's _bulk for one index").Refuses(400, 404, 409, 413, 429, 503);
        group.MapPost($"{loki}/loki/api/v1/push", ShipperEndpoints.Loki)
            .WithName("ShipLoki" + name).WithSummary("Loki's push (JSON, or Protocol Buffers with Snappy)").Refuses(400, 404, 409, 413, 429, 503);
        if (elastic.Length > 0)
        {
            group.MapGet(elastic, ShipperEndpoints.Greet)
                .WithName("GreetElastic" + name).WithSummary("What clients of Elasticsearch ask before they send");
            group.MapMethods(elastic, [HttpMethods.Head], ShipperEndpoints.Greet).ExcludeFromDescription();
        }
    }
}
