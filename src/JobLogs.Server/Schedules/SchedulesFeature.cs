using JobLogs.Protocol.Problems;
using JobLogs.Protocol.Schedules;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Schedules;

/// <summary>Cron, time zones, the preview, and starting jobs when they are due.</summary>
internal static class SchedulesFeature
{
    /// <summary>Registers what the endpoints need, and the loop that starts jobs when they are due.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, SchedulesJsonContext.Default));
        services.AddOptions<SchedulesOptions>().BindConfiguration(SchedulesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DueRuns>();
        services.AddSingleton<DueSignal>();
        services.AddHostedService<DueLoop>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapSchedules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/cron/preview", CronEndpoints.Preview).Needs(Role.Viewer)
            .WithName("PreviewCron")
            .WithSummary("The next fires of a cron expression, a sentence saying what it means, and warnings")
            .WithTags("Schedules")
            .Produces<CronPreview>()
            .Produces<ProblemDocument>(StatusCodes.Status400BadRequest, "application/problem+json");
        return routes;
    }
}
