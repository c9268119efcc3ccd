using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Handlers;
using JobLogs.Server.Hosting.Databases;
using JobLogs.Storage.Filters;

namespace JobLogs.Server;

/// <summary>
/// Registers what the server can be given more of: a class and a call each. What it has by itself is registered by the same calls. A name that is taken
/// keeps it from starting.
/// </summary>
public static class ServerServiceCollectionExtensions
{
    /// <summary>Adds a type of jobs. The handler is made once, with services as its constructor asks for them.</summary>
    public static IServiceCollection AddJobHandler<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler => services.AddSingleton<IJobHandler, THandler>();

    /// <summary>Adds a means of telling people of alerts. It is made once, with services as its constructor asks for them.</summary>
    public static IServiceCollection AddNotifier<TNotifier>(this IServiceCollection services)
        where TNotifier : class, INotifier => services.AddSingleton<INotifier, TNotifier>();

    /// <summary>Adds a field to filters. It is made once, with services as its constructor asks for them.</summary>
    public static IServiceCollection AddFilterField<TField>(this IServiceCollection services)
        where TField : FilterField => services.AddSingleton<FilterField, TField>();

    /// <summary>Adds a kind of database. The provider is made at once: the database is opened before there are services.</summary>
    public static IServiceCollection AddStoreProvider<TProvider>(this IServiceCollection services)
        where TProvider : class, IStoreProvider, new() => services.AddSingleton<IStoreProvider>(new TProvider());
}
