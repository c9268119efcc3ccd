using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Ingest;

/// <summary>The way into the database: the queue, its writer, the sinks of runs and the endpoint for entries from outside.</summary>
internal static class IngestFeature
{
    /// <summary>
    /// Adds the feature. To be called before any other that adds a hosted service: hosted services stop in reverse order, and
    /// the writer must be the last to stop.
    /// </summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngestOptions>().Bind(configuration.GetSection(IngestOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<WriterHealth>();
        services.AddSingleton<StoreQueue>();
        services.AddSingleton<IStoreQueue>(static provider => provider.GetRequiredService<StoreQueue>());
        services.AddHostedService<BatchWriter>();
        services.AddSingleton<RunSinks>();
        services.AddSingleton<BodyReader>();
        services.AddSingleton<EntryIntake>();
        return services;
    }

    /// <summary>Maps the endpoint for entries from outside.</summary>
    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/job-runs/{run_id}/logs", IngestEndpoints.AppendAsync).Needs(Role.Writer)
            .WithName("AppendLogs")
            .WithTags("Writing from outside")
            .WithSummary("Writes entries into a run's log: one, an array, or NDJSON.")
            .WithDescription("Answers after the entries are committed. With `producer` and `first` a repeated request stores nothing twice.");
        return routes;
    }
}
