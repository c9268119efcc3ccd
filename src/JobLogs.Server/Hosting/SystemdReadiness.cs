using Microsoft.Extensions.Hosting.Systemd;

namespace JobLogs.Server.Hosting;

/// <summary>
/// Tells systemd when the server listens and when it goes down, where a unit of <c>Type=notify</c> has started it. The log's lines stay ours:
/// the library's own registration would put a formatter of its own before the one that masks secrets.
/// </summary>
internal static class SystemdReadiness
{
    private const string Socket = "NOTIFY_SOCKET";

    /// <summary>Does so when there is somebody to tell.</summary>
    public static IServiceCollection AddSystemdReadiness(this IServiceCollection services, IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration[Socket])
            ? services
            : services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddSingleton<IHostLifetime, SystemdLifetime>();
}
