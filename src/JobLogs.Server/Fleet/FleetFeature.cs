using JobLogs.Server.Runs;
using JobLogs.Storage.Others;

namespace JobLogs.Server.Fleet;

/// <summary>Several servers over one database: each learns what the others do. Without others there is nothing to it.</summary>
internal static class FleetFeature
{
    /// <summary>Registers what looks after other servers. To be called after the live side, runs and schedules.</summary>
    /// <param name="others">The other servers; null when the database is this server's alone.</param>
    public static IServiceCollection AddFleet(this IServiceCollection services, IOtherServers? others)
    {
        services.PostConfigure<RunsOptions>(runs => runs.IsOnlyServer = others is null);
        if (others is null)
        {
            return services;
        }

        services.AddSingleton(others);
        services.AddSingleton<FleetSignal>();
        services.AddHostedService<CommitWatch>();
        services.AddHostedService<OthersLoop>();
        return services;
    }
}
