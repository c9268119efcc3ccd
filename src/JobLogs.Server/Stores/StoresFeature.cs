using JobLogs.Protocol.Maintenance;
using JobLogs.Server.Copies;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Stores;

/// <summary>What the stores say of themselves.</summary>
internal static class StoresFeature
{
    /// <summary>Registers what the endpoint needs.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, MaintenanceJsonContext.Default));

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapStores(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/stores", List).Needs(Role.Viewer).WithoutParameters()
            .WithName("ListStores").WithSummary("The stores that the server has, and how they are").WithTags("Maintenance")
            .Produces<StoreList>().Refuses(400);
        return routes;
    }

    /// <summary><c>GET /api/stores</c>.</summary>
    public static async Task<IResult> List(HttpContext http, ILogStore store, CopyReport copy)
    {
        var status = await store.StatusAsync(http.RequestAborted);
        var database = new DatabaseStatus(status.Kind, status.SizeBytes, status.Entries, status.LastCommit, status.SchemaVersion);
        return Wire.Json(new StoreList(database, await copy.DescribeAsync(http.RequestAborted)), MaintenanceJsonContext.Wire.StoreList);
    }
}
