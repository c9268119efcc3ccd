using JobLogs.Server.Http;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.EventStreams;

/// <summary>The three places at which a log can be followed by Server-Sent Events.</summary>
internal sealed class EventStreamEndpoints(
    StreamSources sources, Scopes scopes, OpenStreams open, Ticker ticker, IHostApplicationLifetime lifetime, ILogger<EventStreamEndpoints> logger)
{
    private readonly Scopes _scopes = scopes;

    /// <summary>Follows a job.</summary>
    public static Task FollowJob(string job_id, HttpContext context, EventStreamEndpoints endpoints) =>
        endpoints.ServeAsync(context, endpoints._scopes.OfJobAsync(job_id, context.RequestAborted));

    /// <summary>Follows a run.</summary>
    public static Task FollowRun(string run_id, HttpContext context, EventStreamEndpoints endpoints) =>
        endpoints.ServeAsync(context, endpoints._scopes.OfRunAsync(run_id, context.RequestAborted));

    /// <summary>Follows all jobs.</summary>
    public static Task FollowAll(HttpContext context, EventStreamEndpoints endpoints) =>
        endpoints.ServeAsync(context, ValueTask.FromResult<(LogScope, Problem?)>((LogScope.All, null)));

    private async Task ServeAsync(HttpContext context, ValueTask<(LogScope Scope, Problem? Problem)> finding)
    {
        var (scope, problem) = await finding;
        var request = new SubscriptionRequest();
        if (problem is null)
        {
            (request, problem) = EventStreamRequest.Read(context.Request, scope, sources.Filters, sources.Cursors);
        }

        problem ??= lifetime.ApplicationStopping.IsCancellationRequested ? Problems.Stopping() : null;
        problem ??= open.Enter(StreamKind.EventStream);
        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        using var stream = new EventStream(sources, context, scope, request, logger, lifetime.ApplicationStopping);
        ticker.Add(stream);
        try
        {
            await stream.RunAsync();
        }
        finally
        {
            ticker.Remove(stream);
            open.Leave(StreamKind.EventStream);
        }
    }
}
