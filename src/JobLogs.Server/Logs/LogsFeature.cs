using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Logs;
using JobLogs.Server.Http;
using JobLogs.Server.Logs.Export;
using JobLogs.Server.Logs.History;
using JobLogs.Server.Logs.Realtime;
using JobLogs.Server.Logs.Search;
using JobLogs.Server.Logs.Statistics;
using JobLogs.Storage.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JobLogs.Server.Logs;

/// <summary>The reading side: history, what is new, search, statistics and export.</summary>
internal static class LogsFeature
{
    /// <summary>Registers what the endpoints need. Wants the stores, <c>Addresses</c>, <c>CursorCodec</c> and live's waiter.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, EntriesJsonContext.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, LogsJsonContext.Default);
        });
        services.TryAddSingleton<FilterReader>();
        services.AddSingleton<LogScopes>();
        services.AddSingleton<LogHistory>();
        services.AddSingleton<NewsReader>();
        services.AddSingleton<LogNews>();
        services.AddSingleton<SearchReader>();
        services.AddSingleton<LogCounts>();
        services.AddSingleton<Facets>();
        services.AddSingleton<Errors>();
        services.AddSingleton<LogExport>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapLogs(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("").WithTags("Logs").Needs(Role.Viewer);
        QueryParameter[] added = [.. routes.ServiceProvider.GetRequiredService<FilterReader>().AddedParameters];
        MapHistory(logs, added);
        MapRealtime(logs, added);
        MapSearch(logs);
        MapStatistics(logs, added);
        MapExport(logs, added);
        return routes;
    }

    private static void MapHistory(RouteGroupBuilder logs, QueryParameter[] added)
    {
        Describe(logs.MapGet("/api/cronjobs/{job_id}/logs", HistoryEndpoints.OfJob), "ListLogsOfJob", "A page of a job's log").Refuses(404);
        Describe(logs.MapGet("/api/job-runs/{run_id}/logs", HistoryEndpoints.OfRun), "ListLogsOfRun", "A page of a run's log").Refuses(404);
        Describe(logs.MapGet("/api/logs", HistoryEndpoints.OfAll), "ListLogs", "A page of all jobs' logs");

        RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
            .WithName(name).WithSummary(summary).WithParameters([.. LogParameters.History, .. added])
            .WithDescription("For paging that stays right while entries are being written pass next_cursor on: to before when the newest come first, to after with order=asc.")
            .Produces<LogPage>().Refuses(400);
    }

    private static void MapRealtime(RouteGroupBuilder logs, QueryParameter[] added)
    {
        Describe(logs.MapGet("/api/cronjobs/{job_id}/logs/realtime", RealtimeEndpoints.OfJob), "PollLogsOfJob", "What is new in a job's log, oldest first");
        Describe(logs.MapGet("/api/job-runs/{run_id}/logs/realtime", RealtimeEndpoints.OfRun), "PollLogsOfRun", "What is new in a run's log, oldest first");

        void Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint.RunsLong()
            .WithName(name).WithSummary(summary).WithParameters([.. LogParameters.Realtime, .. added])
            .WithDescription("Pass next_cursor to after in the next call: then every matching entry comes exactly once. Without after and since_timestamp: the newest.")
            .Produces<RealtimePage>().Refuses(400, 404);
    }

    private static void MapSearch(RouteGroupBuilder logs)
    {
        logs.MapPost("/api/search", SearchEndpoints.Search).WithoutParameters()
            .WithName("SearchLogs").WithSummary("Search all jobs' logs, by seq or by timestamp")
            .WithDescription("The conditions of GET /api/logs as JSON, and job_id. Paged by skip.")
            .Accepts<SearchRequest>("application/json")
            .Produces<LogPage>().Refuses(400, 404, 413, 415);
        logs.MapGet("/api/logs/{log_id}", SearchEndpoints.Entry).WithoutParameters()
            .WithName("GetLog").WithSummary("One entry")
            .Produces<LogEntry>().Refuses(400, 404);
    }

    private static void MapStatistics(RouteGroupBuilder logs, QueryParameter[] added)
    {
        Describe(logs.MapGet("/api/cronjobs/{job_id}/logs/statistics", StatisticsEndpoints.OfJob), "CountLogsOfJob", "Counts over a job's log").Refuses(404);
        Describe(logs.MapGet("/api/job-runs/{run_id}/logs/statistics", StatisticsEndpoints.OfRun), "CountLogsOfRun", "Counts over a run's log").Refuses(404);
        Describe(logs.MapGet("/api/logs/statistics", StatisticsEndpoints.OfAll), "CountLogs", "Counts over all jobs' logs");
        Facets(logs.MapGet("/api/cronjobs/{job_id}/logs/facets", StatisticsEndpoints.FacetsOfJob), "ListFacetsOfJob", "The commonest steps, levels and error codes of a job's log").Refuses(404);
        Facets(logs.MapGet("/api/job-runs/{run_id}/logs/facets", StatisticsEndpoints.FacetsOfRun), "ListFacetsOfRun", "The commonest steps, levels and error codes of a run's log").Refuses(404);
        Facets(logs.MapGet("/api/logs/facets", StatisticsEndpoints.FacetsOfAll), "ListFacets", "The commonest jobs, steps, levels and error codes");
        logs.MapGet("/api/logs/errors", StatisticsEndpoints.Errors)
            .WithName("ListErrors").WithSummary("What went wrong lately: ERROR and above, grouped by job, step and error code").WithParameters(LogParameters.Errors)
            .Produces<ErrorList>().Refuses(400);

        RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
            .WithName(name).WithSummary(summary).WithParameters([.. LogParameters.Statistics, .. added])
            .WithDescription("By level, by step and by time, with the error rate (ERROR and above) and the durations of the steps (percentiles by nearest rank).")
            .Produces<LogStatisticsDocument>().Refuses(400);

        RouteHandlerBuilder Facets(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
            .WithName(name).WithSummary(summary).WithParameters([.. LogParameters.Facets, .. added])
            .Produces<FacetList>().Refuses(400);
    }

    private static void MapExport(RouteGroupBuilder logs, QueryParameter[] added)
    {
        Describe(logs.MapGet("/api/cronjobs/{job_id}/logs/export", ExportEndpoints.OfJob), "ExportLogsOfJob", "A job's whole log as a file").Refuses(404);
        Describe(logs.MapGet("/api/job-runs/{run_id}/logs/export", ExportEndpoints.OfRun), "ExportLogsOfRun", "A run's whole log as a file").Refuses(404);
        Describe(logs.MapGet("/api/logs/export", ExportEndpoints.OfAll), "ExportLogs", "All jobs' logs as a file");

        RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint.RunsLong()
            .WithName(name).WithSummary(summary).WithParameters([.. LogParameters.Export, .. added])
            .WithDescription("Everything that the filter matches, of any size, up to what was committed when the call came.")
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson", "text/csv", "text/plain").Refuses(400);
    }
}
