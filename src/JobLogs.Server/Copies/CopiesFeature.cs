using JobLogs.Protocol.Maintenance;
using JobLogs.Server.Copies.Choosing;
using JobLogs.Server.Copies.Feeding;
using JobLogs.Server.Copies.Verifying;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobLogs.Server.Copies;

/// <summary>The second copy of the log: feeding it, asking it, comparing it.</summary>
internal static class CopiesFeature
{
    private static readonly QueryParameter[] VerifyParameters = [new("job_id", "Compare only this job, by id or name; all of them.")];

    /// <summary>Registers what there is without a copy: what says that there is none.</summary>
    public static IServiceCollection AddNoCopies(this IServiceCollection services) =>
        services.AddSingleton(provider => new CopyReport(null, null, null, provider.GetRequiredService<TimeProvider>()));

    /// <summary>
    /// Registers the copy, its feeder, and the store that chooses between it and the database. To be called after the way into the database was
    /// added: hosted services stop in reverse order.
    /// </summary>
    public static IServiceCollection AddCopies(
        this IServiceCollection services, IConfiguration configuration, CopySources database, ILogCopy copy, ICopyReader reader)
    {
        services.AddOptions<CopiesOptions>().Bind(configuration.GetSection(CopiesOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(database).AddSingleton(database.Feed).AddSingleton(database.States).AddSingleton(copy).AddSingleton(reader);
        services.AddSingleton<CopyWatch>();
        services.AddSingleton<CopyMetrics>();
        services.AddSingleton(provider => new CopyReport(
            copy, provider.GetRequiredService<CopyWatch>(), provider.GetRequiredService<CopyVerifier>(), provider.GetRequiredService<TimeProvider>()));
        AddFeeding(services);
        services.AddSingleton<CopyVerifier>();
        services.AddSingleton<CopyVerification>();
        services.AddSingleton<CopyQuestions>();
        return services.Replace(ServiceDescriptor.Singleton<ILogStore>(
            provider => new ChosenLogStore(database.Log, provider.GetRequiredService<CopyQuestions>())));
    }

    /// <summary>Maps the endpoints; without a copy they say that there is none.</summary>
    public static IEndpointRouteBuilder MapCopies(this IEndpointRouteBuilder routes)
    {
        var hasCopy = routes.ServiceProvider.GetRequiredService<CopyReport>().IsEnabled;
        var group = routes.MapGroup("/api").WithTags("Maintenance");
        (hasCopy ? group.MapGet("/stores/elasticsearch/dead-letters", CopyEndpoints.DeadLetters) : group.MapGet("/stores/elasticsearch/dead-letters", CopyEndpoints.None))
            .Needs(Role.Viewer).WithParameters(Paging.Parameters)
            .WithName("ListDeadLetters").WithSummary("What the copy in Elasticsearch refuses for what it is, and why")
            .Produces<DeadLetterList>().Refuses(400, 409);
        (hasCopy ? group.MapPost("/stores/elasticsearch/dead-letters/replay", CopyEndpoints.Replay) : group.MapPost("/stores/elasticsearch/dead-letters/replay", CopyEndpoints.None))
            .Needs(Role.Admin).WithoutParameters()
            .WithName("ReplayDeadLetters").WithSummary("Try the dead letters again")
            .WithDescription("The server that feeds the copy does it within seconds, from what the database has now. What is refused again stays, with one try more.")
            .Produces<ReplayAccepted>(StatusCodes.Status202Accepted).Refuses(400, 409, 503);
        (hasCopy ? group.MapPost("/maintenance/verify-copy", CopyEndpoints.Verify) : group.MapPost("/maintenance/verify-copy", CopyEndpoints.None))
            .Needs(Role.Admin).WithParameters(VerifyParameters)
            .WithName("VerifyCopy").WithSummary("Compare the copy in Elasticsearch with the database, run by run")
            .WithDescription("Every entry of both is read and hashed, so it takes its time, and the answer comes at the end; GET /api/stores tells meanwhile how far it is. One verification is carried out at a time. Being behind is no difference.")
            .Produces<CopyVerificationDocument>().Refuses(400, 404, 409, 503);
        (hasCopy ? group.MapPost("/maintenance/rebuild-copy", CopyEndpoints.Rebuild) : group.MapPost("/maintenance/rebuild-copy", CopyEndpoints.None))
            .Needs(Role.Admin).WithoutParameters()
            .WithName("RebuildCopy").WithSummary("Empty the copy in Elasticsearch and make it anew")
            .WithDescription("All of its indices go, and everything in the database is copied again; meanwhile the database answers every question.")
            .Produces<RebuildAccepted>(StatusCodes.Status202Accepted).Refuses(400, 409, 503);
        return routes;
    }

    private static void AddFeeding(IServiceCollection services)
    {
        services.AddSingleton(new CopyBackoff(Random.Shared.NextDouble));
        services.AddSingleton<CopyLease>();
        services.AddSingleton<CopySender>();
        services.AddSingleton<CopyRemover>();
        services.AddSingleton<DeadLetterReplay>();
        services.AddSingleton<CopyFeeding>();
        services.AddHostedService<CopyFeeder>();
    }
}
