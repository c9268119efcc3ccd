using JobLogs.Protocol.Jobs;
using JobLogs.Protocol.Runs;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Jobs;

/// <summary>Job definitions, and what is asked of a job.</summary>
internal static class JobsFeature
{
    private static readonly QueryParameter[] ListParameters =
    [
        new("enabled_only", "Leave disabled jobs out; false.", QueryParameterKind.Flag),
        new("search", "Only jobs whose name contains this text, whatever its case.", QueryParameterKind.Text),
        new(JobEndpoints.RecentRuns, $"Also each job's newest runs in short, so many: 0 to {JobEndpoints.MaxRecentRunsInList}; 0.", QueryParameterKind.Integer),
        .. Paging.Parameters,
    ];

    private static readonly QueryParameter[] OneParameters =
    [
        new(JobEndpoints.RecentRuns, $"Also its newest runs in short, so many: 0 to {JobEndpoints.MaxRecentRuns}; 0.", QueryParameterKind.Integer),
    ];

    /// <summary>Registers what the endpoints need, and the loop that removes deleted jobs.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration("Jobs").ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, JobsJsonContext.Default));
        services.AddSingleton<HandlerRegistry>();
        services.AddSecretBox();
        services.AddSingleton<SecretFields>();
        services.AddSingleton<HandlerCheck>();
        services.AddSingleton<JobReader>();
        services.AddSingleton<TriggerReader>();
        services.AddSingleton<JobChanges>();
        services.AddSingleton<JobAnswers>();
        services.AddSingleton<PurgeSignal>();
        services.AddHostedService<SecretsLoop>();
        services.AddHostedService<PurgeLoop>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        MapDefinitions(routes.MapGroup("/api/cronjobs").WithTags("Jobs").Needs(Role.Operator));
        MapRuns(routes.MapGroup("/api/cronjobs/{job_id}").WithTags("Runs").Needs(Role.Operator));
        return routes;
    }

    private static void MapDefinitions(RouteGroupBuilder jobs)
    {
        jobs.MapPost("", JobEndpoints.Create).WithoutParameters()
            .WithName("CreateJob").WithSummary("Create a job")
            .Produces<JobDocument>(StatusCodes.Status201Created).Refuses(400, 409, 413, 415);
        jobs.MapGet("", JobEndpoints.List).Needs(Role.Viewer).WithParameters(ListParameters)
            .WithName("ListJobs").WithSummary("Jobs, newest first")
            .Produces<JobList>().Refuses(400);
        jobs.MapGet("{job_id}", JobEndpoints.Get).Needs(Role.Viewer).WithParameters(OneParameters)
            .WithName("GetJob").WithSummary("One job")
            .Produces<JobDocument>().Refuses(400, 404);
        jobs.MapPut("{job_id}", JobEndpoints.Replace).WithoutParameters()
            .WithName("ReplaceJob").WithSummary("Replace a job's definition as a whole")
            .Produces<JobDocument>().Refuses(400, 404, 409, 413, 415);
        jobs.MapPatch("{job_id}", JobEndpoints.Patch).WithoutParameters()
            .WithName("ChangeJob").WithSummary("Change some fields of a job; null resets one to its default")
            .Produces<JobDocument>().Refuses(400, 404, 409, 413, 415);
        jobs.MapPatch("{job_id}/toggle", JobEndpoints.Toggle).WithoutParameters()
            .WithName("ToggleJob").WithSummary("Enable a disabled job, disable an enabled one")
            .Produces<JobDocument>().Refuses(404);
        jobs.MapDelete("{job_id}", JobEndpoints.Delete).WithoutParameters()
            .WithName("DeleteJob").WithSummary("Delete a job with its runs and their logs; cancels those under way")
            .Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    private static void MapRuns(RouteGroupBuilder job)
    {
        job.MapPost("trigger", JobRunEndpoints.Trigger).WithoutParameters()
            .WithName("TriggerJob").WithSummary("Run a job now, enabled or not")
            .Produces<RunAccepted>(StatusCodes.Status202Accepted).Refuses(400, 404, 409, 413, 415);
        job.MapPost("runs", JobRunEndpoints.Start).Needs(Role.Writer).WithoutParameters()
            .WithName("StartRun").WithSummary("Start a run that you execute yourself, of a job of the type external")
            .Produces<RunDocument>(StatusCodes.Status201Created).Refuses(400, 404, 409, 413, 415);
        job.MapGet("runs", JobRunEndpoints.List).Needs(Role.Viewer).WithParameters(RunQueries.Parameters)
            .WithName("ListRunsOfJob").WithSummary("A job's runs, newest first")
            .Produces<RunList>().Refuses(400, 404);
    }
}
