using JobLogs.Client.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Logging;

/// <summary>Adds JobLogs to an application's logging.</summary>
public static class JobLogsLoggingBuilderExtensions
{
    /// <summary>
    /// Lets what is logged inside a run (see <see cref="RunLogScope"/>) land in the run's log; what is logged outside of one is
    /// not touched. Of the categories below <c>Microsoft.</c> and <c>System.</c> WARNING and above are kept, of all others
    /// everything, whatever the minimum level for other providers is; <c>Logging:JobLogs:LogLevel</c> in the configuration
    /// sets other levels.
    /// </summary>
    /// <param name="builder">The application's logging.</param>
    /// <returns>The same builder.</returns>
    public static ILoggingBuilder AddJobLogs(this ILoggingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, JobLogsLoggerProvider>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, DefaultLevels>());
        return builder;
    }
}
