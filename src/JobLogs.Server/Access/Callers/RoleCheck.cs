using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Callers;

/// <summary>
/// Lets a request on when its caller's role includes the call: the role that the endpoint declares, admin when it declares none.
/// </summary>
internal sealed class RoleCheck(RequestDelegate next, CallerFinder callers)
{
    /// <summary>Lets the request on, or refuses it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        // What routing answers by itself, such as 404 and 405, is no RouteEndpoint; strangers are not told those either.
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        var declared = endpoint?.Metadata.GetMetadata<EndpointRole>();
        if (declared is { Least: null })
        {
            await next(context);
            return;
        }

        var stream = endpoint?.Metadata.GetMetadata<StreamEndpoint>();
        var (caller, refused, open) = await callers.IdentifyAsync(
            context, stream is { EndsItself: true }, endpoint?.Metadata.GetMetadata<ShipperEndpoint>() is not null);
        using (open)
        {
            var least = declared?.Least ?? (endpoint is null ? Role.Viewer : Role.Admin);
            refused ??= caller!.Role < least ? AccessProblems.RoleTooLow(caller.Role, least) : null;
            if (refused is not null)
            {
                await RefuseAsync(context, refused);
                return;
            }

            context.Features.Set(caller!);
            await using var cut = stream is { EndsItself: false }
                ? caller!.Ended.UnsafeRegister(static context => ((HttpContext)context!).Abort(), context)
                : default;
            await next(context);
        }
    }

    /// <summary>Answers a refusal as HTTP wants it.</summary>
    public static Task RefuseAsync(HttpContext context, Problem problem)
    {
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = problem.Code == ProblemCodes.BadCredentials
                ? "Bearer realm=\"joblogs\", error=\"invalid_token\""
                : "Bearer realm=\"joblogs\"";
        }

        return problem.ExecuteAsync(context);
    }
}
