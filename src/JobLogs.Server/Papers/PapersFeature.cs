using JobLogs.Protocol.Papers;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Papers;

/// <summary>The papers that <c>paper_search</c> kept.</summary>
internal static class PapersFeature
{
    private static readonly QueryParameter[] Parameters =
    [
        new("search", "Title, summary, id or an author contains this text, whatever the case; at most 256 characters."),
        new("source", "Only of this source: arxiv, folder or sample."),
        new("skip", "Papers to pass over; 0.", QueryParameterKind.Integer),
        new("limit", "Papers to return at most: 1 to 1000; 100.", QueryParameterKind.Integer),
    ];

    /// <summary>Registers what the endpoints need.</summary>
    public static IServiceCollection AddPapers(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PapersJsonContext.Default));

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapPapers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/papers", PaperEndpoints.List).Needs(Role.Viewer)
            .WithName("ListPapers").WithSummary("Papers that were kept, last processed first").WithTags("Papers").WithParameters(Parameters)
            .Produces<PaperList>().Refuses(400);
        return routes;
    }
}
