using JobLogs.Server.Http;

namespace JobLogs.Server.Web;

/// <summary>The page: its files, embedded in the server, and the addresses that a browser may open directly.</summary>
internal static class WebFeature
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>The first segments of the page's own addresses; <c>web/src/pages/routes.ts</c> has the pages behind them.</summary>
    private static readonly string[] Places = ["jobs", "runs", "explore", "alerts", "system"];

    /// <summary>Registers the files.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services) => services.AddSingleton(_ => PageFiles.Embedded());

    /// <summary>Maps the page, which is public as its source is; what it shows is asked for under <c>/api</c>, and nothing here stands in the way of that.</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Methods, PageEndpoints.Home).OpenToAll().ExcludeFromDescription();
        routes.MapMethods("/assets/{**path}", Methods, PageEndpoints.Asset).OpenToAll().ExcludeFromDescription();
        foreach (var place in Places)
        {
            routes.MapMethods($"/{place}/{{**rest}}", Methods, PageEndpoints.Inside).OpenToAll().ExcludeFromDescription();
        }

        return routes;
    }
}
