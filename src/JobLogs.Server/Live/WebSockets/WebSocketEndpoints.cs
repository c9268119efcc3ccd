using JobLogs.Server.Http;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>The three places at which a log can be followed by WebSocket.</summary>
internal sealed class WebSocketEndpoints(
    StreamSources sources, Scopes scopes, OpenStreams open, Ticker ticker, IHostApplicationLifetime lifetime, ILogger<WebSocketEndpoints> logger)
{
    private readonly Scopes _scopes = scopes;

    /// <summary>Follows a job.</summary>
    public static Task FollowJob(string job_id, HttpContext context, WebSocketEndpoints endpoints) =>
        endpoints.ServeAsync(context, endpoints._scopes.OfJobAsync(job_id, context.RequestAborted));

    /// <summary>Follows a run.</summary>
    public static Task FollowRun(string run_id, HttpContext context, WebSocketEndpoints endpoints) =>
        endpoints.ServeAsync(context, endpoints._scopes.OfRunAsync(run_id, context.RequestAborted));

    /// <summary>Follows all jobs.</summary>
    public static Task FollowAll(HttpContext context, WebSocketEndpoints endpoints) =>
        endpoints.ServeAsync(context, ValueTask.FromResult<(LogScope, Problem?)>((LogScope.All, null)));

    private async Task ServeAsync(HttpContext context, ValueTask<(LogScope Scope, Problem? Problem)> finding)
    {
        var (scope, problem) = await finding;
        problem ??= Unknown(context) ?? Handshake.Check(context) ?? (lifetime.ApplicationStopping.IsCancellationRequested ? Problems.Stopping() : null);
        problem ??= open.Enter(StreamKind.WebSocket);
        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        try
        {
            var connection = await Handshake.OpenAsync(context);
            using var stream = new WebSocketStream(sources, context, connection, scope, logger, lifetime.ApplicationStopping);
            ticker.Add(stream);
            try
            {
                await stream.RunAsync();
            }
            finally
            {
                ticker.Remove(stream);
            }
        }
        finally
        {
            open.Leave(StreamKind.WebSocket);
        }
    }

    // What to follow is said in the first message; a filter in the address would do nothing in silence.
    private static Problem? Unknown(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        query.Know("ticket");
        return query.Problem();
    }
}
