using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Routing;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>Every call that a server has, from its own route table.</summary>
internal static class RouteTable
{
    /// <summary>The calls, with a path that names nothing that exists, and the role that each declares.</summary>
    public static IEnumerable<(string Method, string Path, EndpointRole? Declared)> Calls(IEnumerable<RouteEndpoint> endpoints) =>
        from endpoint in endpoints
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, PathOf(endpoint), endpoint.Metadata.GetMetadata<EndpointRole>());

    /// <summary>Whether a caller of this role, or a stranger, may make the call.</summary>
    public static bool MayCall(Role? caller, EndpointRole declared) => declared.Least is null || caller >= declared.Least;

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "documentName" } => "v1",
            _ => "nothing-has-this-name",
        }))));
}
