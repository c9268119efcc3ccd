using JobLogs.Protocol.Maintenance;
using JobLogs.Server.Http;
using JobLogs.Server.Settings;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Retention;

/// <summary>Deletion by age: by itself each hour, and when it is asked for.</summary>
internal static class RetentionFeature
{
    private static readonly QueryParameter[] Parameters =
    [
        new("days", $"What has a timestamp more than so many days ago goes: 1 to {RetentionOptions.MaxDays}.", QueryParameterKind.Integer, Required: true),
        new("dry_run", "Only count; false.", QueryParameterKind.Flag),
    ];

    /// <summary>Registers the clean-up and the loop that calls for it.</summary>
    /// <exception cref="SettingException"><c>LOG_RETENTION_DAYS</c> is wrong.</exception>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, MaintenanceJsonContext.Default));
        services.AddSingleton(RetentionOptions.Read(configuration));
        services.AddSingleton<CleanUp>();
        services.AddHostedService<RetentionLoop>();
        return services;
    }

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapRetention(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/maintenance/cleanup", CleanUpEndpoints.CleanUp).Needs(Role.Admin)
            .WithName("CleanUp").WithSummary("Delete what is older than so many days").WithTags("Maintenance").WithParameters(Parameters)
            .WithDescription("Entries, status changes and metrics go by their timestamp; those of runs that are not over stay, and every run keeps its row and counters. The answer comes when all is deleted; one clean-up is carried out at a time.")
            .Produces<CleanupResult>().Refuses(400, 503);
        return routes;
    }
}
