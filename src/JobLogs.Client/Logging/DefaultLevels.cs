using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JobLogs.Client.Logging;

/// <summary>The levels that runs keep where the configuration says nothing. They come first, since of equal rules the last one wins.</summary>
internal sealed class DefaultLevels : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <inheritdoc />
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        var provider = typeof(JobLogsLoggerProvider).FullName;
        options.Rules.Insert(0, new LoggerFilterRule(provider, null, LogLevel.Trace, null));
        options.Rules.Insert(1, new LoggerFilterRule(provider, "Microsoft.", LogLevel.Warning, null));
        options.Rules.Insert(2, new LoggerFilterRule(provider, "System.", LogLevel.Warning, null));
    }
}
