using JobLogs.Server.Calls;

namespace JobLogs.Server.Handlers.Http;

/// <summary>Jobs that call a URL.</summary>
internal static class HttpFeature
{
    /// <summary>The setting that says which of the addresses that aren't public jobs may call nevertheless; none by default.</summary>
    public const string AddressesSetting = "HTTP_ALLOWED_NETWORKS";

    /// <summary>Adds the handler and the connections that it calls by.</summary>
    /// <exception cref="Settings.SettingException">A setting is wrong.</exception>
    public static IServiceCollection AddHttpCalls(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGuardedCalls(configuration, AddressesSetting);
        services.AddJobHandler<HttpHandler>();
        return services;
    }
}
