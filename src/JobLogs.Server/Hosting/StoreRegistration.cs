using JobLogs.Server.Http;
using JobLogs.Storage;

namespace JobLogs.Server.Hosting;

/// <summary>Makes the ports of the chosen store known.</summary>
internal static class StoreRegistration
{
    /// <summary>Registers the ports, and what translates their ids and places for the wire.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, IStore store) => services
        .AddSingleton(store.Writer)
        .AddSingleton(store.Logs)
        .AddSingleton(store.Jobs)
        .AddSingleton(store.Runs)
        .AddSingleton(store.Papers)
        .AddSingleton(store.Access)
        .AddSingleton(store.Alerts)
        .AddSingleton(store.Feed)
        .AddSingleton<Addresses>()
        .AddSingleton<CursorCodec>();
}
