using System.Net;
using JobLogs.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds JobLogs to an application.</summary>
public static class JobLogsServiceCollectionExtensions
{
    /// <summary>The name of the <see cref="HttpClient"/> that the client uses, for handlers of one's own.</summary>
    public const string HttpClientName = "JobLogs";

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds a <see cref="JobLogsClient"/> for the whole application, and lets what is logged inside of a run land in its log
    /// (see <see cref="JobLogsLoggingBuilderExtensions.AddJobLogs"/>).
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the server's address and the like; null for the defaults. Another call adds to it.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddJobLogs(this IServiceCollection services, Action<JobLogsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddLogging(static logging => logging.AddJobLogs());
        services.AddHttpClient(HttpClientName, static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = ConnectionLifetime,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.TryAddSingleton(static provider => new JobLogsClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
            provider.GetRequiredService<IOptions<JobLogsOptions>>().Value,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<JobLogsClient>>()));
        return services;
    }
}
