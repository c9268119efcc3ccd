using JobLogs.Server.Copies;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Elasticsearch;

namespace JobLogs.Server.Hosting.Elasticsearch;

/// <summary>Makes the copy known, if there is to be one.</summary>
internal static class ElasticsearchRegistration
{
    /// <summary>Registers it, or that there is none. To be called after <c>AddStore</c>, whose log it stands before.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static IServiceCollection AddElasticsearch(this IServiceCollection services, IConfiguration configuration, IStore store, TimeProvider time)
    {
        if (ElasticsearchSettings.Read(configuration) is not { } options)
        {
            return services.AddNoCopies();
        }

        var copy = Open(options, time);

        // By a factory, so that the container disposes it.
        return services
            .AddSingleton(_ => copy)
            .AddCopies(configuration, new CopySources(store.Logs, store.Feed, store.Copies), copy, copy.Reader);
    }

    private static ElasticsearchCopy Open(ElasticsearchOptions options, TimeProvider time)
    {
        try
        {
            return new ElasticsearchCopy(options, new CopyNames(), time);
        }
        catch (InvalidOperationException exception) when (options.CaFile is not null)
        {
            throw ElasticsearchSettings.BadCaFile(exception);
        }
    }
}
