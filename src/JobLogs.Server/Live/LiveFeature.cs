using System.Globalization;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Live.EventStreams;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Server.Live.Tails;
using JobLogs.Server.Live.WebSockets;
using JobLogs.Server.Settings;
using JobLogs.Storage.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Live;

/// <summary>Following logs as they are written: the tail, WebSocket and Server-Sent Events.</summary>
internal static class LiveFeature
{
    /// <summary>Registers the live side. Needs the stores, <see cref="CursorCodec"/> and <see cref="Addresses"/>.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LiveOptions>()
            .Bind(configuration.GetSection(LiveOptions.Section))
            .Configure(options => options.WebSocketTimeout = Timeout(configuration) ?? options.WebSocketTimeout)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<LiveMetrics>();
        services.TryAddSingleton<FilterReader>();
        services.AddSingleton<FrameWriter>();
        services.AddSingleton<Tail>();
        services.AddSingleton<ITail>(provider => provider.GetRequiredService<Tail>());
        services.AddHostedService<TailFiller>();
        services.AddSingleton<ILiveWaiter, LiveWaiter>();
        services.AddSingleton<StreamSources>();
        services.AddSingleton<Scopes>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<Ticker>();
        services.AddSingleton<WebSocketEndpoints>();
        services.AddSingleton<EventStreamEndpoints>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/cronjobs/{job_id}/logs/ws", WebSocketEndpoints.FollowJob).Describe("FollowJobByWebSocket", "Follow a job's log by WebSocket");
        routes.MapGet("/api/job-runs/{run_id}/logs/ws", WebSocketEndpoints.FollowRun).Describe("FollowRunByWebSocket", "Follow a run's log by WebSocket");
        routes.MapGet("/api/logs/ws", WebSocketEndpoints.FollowAll).Describe("FollowAllByWebSocket", "Follow the logs of all jobs by WebSocket");
        routes.MapGet("/api/cronjobs/{job_id}/logs/stream", EventStreamEndpoints.FollowJob).Describe("FollowJob", "Follow a job's log by Server-Sent Events");
        routes.MapGet("/api/job-runs/{run_id}/logs/stream", EventStreamEndpoints.FollowRun).Describe("FollowRun", "Follow a run's log by Server-Sent Events");
        routes.MapGet("/api/logs/stream", EventStreamEndpoints.FollowAll).Describe("FollowAll", "Follow the logs of all jobs by Server-Sent Events");
        return routes;
    }

    private static void Describe(this RouteHandlerBuilder route, string name, string summary) => route
        .Needs(Role.Viewer)
        .IsStream()
        .WithName(name)
        .WithSummary(summary)
        .WithTags("Live")
        .Produces<ProblemDocument>(StatusCodes.Status404NotFound, "application/problem+json");

    private static TimeSpan? Timeout(IConfiguration configuration) => configuration["WEBSOCKET_TIMEOUT"] switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
        var text => throw new SettingException("WEBSOCKET_TIMEOUT", $"'{text}' is no number of seconds such as 300."),
    };
}
