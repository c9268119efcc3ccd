namespace JobLogs.Server.Hosting;

/// <summary>Tells of each request at Debug: method, path and status, and nothing of the query string, in which a ticket may stand.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    /// <summary>Lets the request on, and tells of it when it is over.</summary>
    public Task InvokeAsync(HttpContext context) => logger.IsEnabled(LogLevel.Debug) ? TellAsync(context) : next(context);

    private async Task TellAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Log.Over(logger, context.Request.Method, context.Request.Path, context.Response.StatusCode, (long)time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "{Method} {Path} {Status} {Milliseconds} ms")]
        public static partial void Over(ILogger logger, string method, PathString path, int status, long milliseconds);
    }
}
