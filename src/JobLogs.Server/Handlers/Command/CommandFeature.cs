namespace JobLogs.Server.Handlers.Command;

/// <summary>Jobs that run a program of this machine; off until a setting names the programs.</summary>
internal static class CommandFeature
{
    /// <summary>Adds the handler.</summary>
    /// <exception cref="Settings.SettingException">A setting is wrong.</exception>
    public static IServiceCollection AddCommands(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(CommandOptions.From(configuration));
        services.AddJobHandler<CommandHandler>();
        return services;
    }
}
