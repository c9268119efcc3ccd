namespace JobLogs.Server.Calls;

/// <summary>Calls to addresses that somebody else chose.</summary>
internal static class CallsFeature
{
    /// <summary>Adds a guard and its connections, under the name of the setting that says which addresses are allowed.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Where the setting stands.</param>
    /// <param name="setting">Its name, by which the two are asked for.</param>
    /// <param name="standard">What is allowed when it is not set.</param>
    /// <exception cref="Settings.SettingException">The setting is wrong.</exception>
    public static IServiceCollection AddGuardedCalls(this IServiceCollection services, IConfiguration configuration, string setting, string standard = "")
    {
        var guard = new AddressGuard(AllowedAddresses.From(configuration, setting, standard));
        services.AddKeyedSingleton(setting, guard);
        services.AddKeyedSingleton(setting, (_, _) => new GuardedConnections(guard));
        return services;
    }
}
