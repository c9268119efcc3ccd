using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>Declares who may make a call. Every endpoint says it; a test walks all of them.</summary>
internal static class EndpointRoles
{
    /// <summary>For callers of this role or a higher one.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.Declare(new EndpointRole(role));

    /// <summary>For everybody, strangers included: it must tell nothing of what the server keeps.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Declare(new EndpointRole(Least: null));

    /// <summary>Can be opened with <c>?ticket=</c>, and ends when its caller's key or session does.</summary>
    public static TBuilder IsStream<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Declare(new StreamEndpoint(EndsItself: true));

    /// <summary>May answer for a long time; it is cut when its caller's key is revoked or expires.</summary>
    public static TBuilder RunsLong<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Declare(new StreamEndpoint(EndsItself: false));

    /// <summary>For log shippers, which may show their key as the clients of other log servers do.</summary>
    public static TBuilder IsForShippers<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Declare(new ShipperEndpoint());

    private static TBuilder Declare<TBuilder>(this TBuilder endpoint, object metadata)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(metadata));
        return endpoint;
    }
}
