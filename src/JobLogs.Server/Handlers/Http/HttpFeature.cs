namespace JobLogs.Server.Handlers.Http;

/// <summary>Jobs that call a URL.</summary>
internal static class HttpFeature
{
    /// <summary>Adds the handler and the connections that it calls by.</summary>
    /// <exception cref="Settings.SettingException">A setting is wrong.</exception>
    public static IServiceCollection AddHttpCalls(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(HttpOptions.From(configuration));
        services.AddSingleton<AddressGuard>();
        services.AddSingleton<GuardedConnections>();
        services.AddJobHandler<HttpHandler>();
        return services;
    }
}
