using JobLogs.Protocol.Comparisons;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Comparisons;

/// <summary>What was different in a run from another: usually the last good one.</summary>
internal static class ComparisonsFeature
{
    /// <summary>Registers what the endpoints need.</summary>
    public static IServiceCollection AddComparisons(this IServiceCollection services)
    {
        services.AddOptions<ComparisonsOptions>().BindConfiguration("Comparisons").ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ComparisonsJsonContext.Default));
        services.AddSingleton<RunComparer>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapComparisons(this IEndpointRouteBuilder routes)
    {
        var run = routes.MapGroup("/api/job-runs/{run_id}/diff").WithTags("Runs").Needs(Role.Viewer);
        run.MapGet("", ComparisonEndpoints.WithLastGood).WithoutParameters()
            .WithName("CompareRunWithLastGood").WithSummary("What was different from the job's last run that completed before")
            .Produces<RunComparison>().Refuses(404);
        run.MapGet("{base_id}", ComparisonEndpoints.With).WithoutParameters()
            .WithName("CompareRuns").WithSummary("What was different from another run: steps, messages, metrics, and where it first went another way")
            .Produces<RunComparison>().Refuses(404);
        return routes;
    }
}
