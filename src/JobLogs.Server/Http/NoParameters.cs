namespace JobLogs.Server.Http;

/// <summary>Refuses query parameters on a call that has none.</summary>
internal static class NoParameters
{
    /// <summary>Adds the check to an endpoint.</summary>
    public static RouteHandlerBuilder WithoutParameters(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(static async (invocation, next) =>
            new QueryReader(invocation.HttpContext.Request.Query).Problem() is { } problem ? problem : await next(invocation));
}
