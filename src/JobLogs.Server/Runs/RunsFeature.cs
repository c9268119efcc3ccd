using JobLogs.Protocol.Runs;
using JobLogs.Server.Http;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>Runs: their execution, and what is asked and reported of them.</summary>
internal static class RunsFeature
{
    /// <summary>Registers what executes runs and what the endpoints need. To be called after the way into the database was added, which must stop last.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddOptions<RunsOptions>().BindConfiguration(RunsOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.RenewSeconds < options.LeaseSeconds, "Runs:RenewSeconds must be less than Runs:LeaseSeconds.")
            .ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, RunsJsonContext.Default));
        services.AddSecretBox();
        services.AddSingleton<ServerName>();
        services.AddSingleton<ActiveRuns>();
        services.AddSingleton<ReadySignal>();
        services.AddSingleton<ConcurrencyRules>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<RunCanceller>();
        services.AddSingleton<RunReports>();
        services.AddSingleton<RemoteStops>();
        services.AddSingleton<Orphans>();
        services.AddHostedService<LeaseRenewer>();
        services.AddHostedService<Sweeper>();
        services.AddHostedService<RunExecutor>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/job-runs").WithTags("Runs").Needs(Role.Viewer);
        MapRuns(runs);
        MapHistories(runs.MapGroup("{run_id}"));
        MapReports(routes.MapGroup("/api/job-runs/{run_id}").WithTags("Writing from outside").Needs(Role.Writer));
        return routes;
    }

    private static void MapRuns(RouteGroupBuilder runs)
    {
        runs.MapGet("", RunEndpoints.List).WithParameters(RunQueries.Parameters)
            .WithName("ListRuns").WithSummary("Runs of all jobs, newest first")
            .Produces<RunList>().Refuses(400);
        runs.MapGet("{run_id}", RunEndpoints.Get).WithoutParameters()
            .WithName("GetRun").WithSummary("One run")
            .Produces<RunDocument>().Refuses(404);
        runs.MapPost("{run_id}/cancel", RunEndpoints.Cancel).Needs(Role.Operator).WithoutParameters()
            .WithName("CancelRun").WithSummary("Ask for the end of a run")
            .Produces<RunDocument>(StatusCodes.Status202Accepted).Refuses(404, 409);
        runs.MapPost("{run_id}/retry", RunEndpoints.Retry).Needs(Role.Operator).WithoutParameters()
            .WithName("RetryRun").WithSummary("Make a new run like one that is over")
            .Produces<RunAccepted>(StatusCodes.Status202Accepted).Refuses(404, 409);
    }

    private static void MapHistories(RouteGroupBuilder run)
    {
        run.MapGet("status-history", RunHistoryEndpoints.StatusHistory).WithParameters(Paging.Parameters)
            .WithName("GetStatusHistory").WithSummary("A run's changes of status, oldest first")
            .Produces<StatusHistoryList>().Refuses(400, 404);
        run.MapGet("steps", RunHistoryEndpoints.Steps).WithParameters(Paging.Parameters)
            .WithName("ListSteps").WithSummary("A run's steps, in the order of their begin")
            .Produces<StepList>().Refuses(400, 404);
        run.MapGet("metrics", RunHistoryEndpoints.Metrics)
            .WithParameters([new("name", "Only metrics of this name.", QueryParameterKind.Text), .. Paging.Parameters])
            .WithName("ListMetrics").WithSummary("A run's metrics, oldest first")
            .Produces<MetricList>().Refuses(400, 404);
        run.MapGet("metrics/summary", RunHistoryEndpoints.MetricSummary).WithParameters(Paging.Parameters)
            .WithName("SummarizeMetrics").WithSummary("A run's metrics by name: count, sum, min, max, mean, last")
            .Produces<MetricSummaryList>().Refuses(400, 404);
        run.MapGet("summary", RunHistoryEndpoints.Summary)
            .WithName("SummarizeRun").WithSummary("A run at one glance: status, counts, steps, metrics, error")
            .Produces<RunSummary>().Refuses(400, 404);
    }

    private static void MapReports(RouteGroupBuilder run)
    {
        run.MapPatch("", ReportEndpoints.Change).WithoutParameters()
            .WithName("ChangeRun").WithSummary("Set progress and current step; of a run that you execute, its final status")
            .Produces<RunDocument>().Refuses(400, 404, 409, 413, 415);
        run.MapPost("heartbeat", ReportEndpoints.Heartbeat).WithoutParameters()
            .WithName("Heartbeat").WithSummary("Renew the lease of a run that you execute")
            .Produces<RunDocument>().Refuses(404, 409);
        run.MapPost("metrics", ReportEndpoints.Metrics).WithoutParameters()
            .WithName("RecordMetrics").WithSummary("Record one metric or an array of them")
            .Produces<MetricsAccepted>().Refuses(400, 404, 413, 415);
        run.MapPost("steps", ReportEndpoints.Steps).WithoutParameters()
            .WithName("ChangeStep").WithSummary("Begin or end a step")
            .Produces<StepDocument>().Refuses(400, 404, 409, 413, 415);
    }
}
