namespace JobLogs.Server.Hosting.Databases;

/// <summary>The kinds of database that there are.</summary>
internal static class DatabasesFeature
{
    /// <summary>Registers them, and what this server was given beside.</summary>
    public static IServiceCollection AddDatabases(this IServiceCollection services, Action<IServiceCollection>? extend)
    {
        services.AddStoreProvider<SqliteProvider>().AddStoreProvider<PostgreSqlProvider>();
        extend?.Invoke(services);
        return services;
    }
}
